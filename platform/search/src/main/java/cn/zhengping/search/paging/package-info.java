/** How a search goes on where its last page ended, whatever the engine. */
@NullMarked
package cn.zhengping.search.paging;

import org.jspecify.annotations.NullMarked;
