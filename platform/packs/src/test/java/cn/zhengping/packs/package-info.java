/** Specifies what a pack may say, and what its author hears where it says something else. */
@NullMarked
package cn.zhengping.packs;

import org.jspecify.annotations.NullMarked;
