/** The embedded engine: one Lucene index in a folder, for all tenants. */
@NullMarked
package cn.zhengping.search.lucene;

import org.jspecify.annotations.NullMarked;
