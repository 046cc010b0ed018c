/** A table to page through; outside the application, which would take it for one of its own. */
@NullMarked
package cn.zhengping.rows;

import org.jspecify.annotations.NullMarked;
