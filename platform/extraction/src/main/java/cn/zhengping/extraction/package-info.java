/** What is in a file that somebody handed in, found out in a process of its own, which a hostile file may kill. */
@NullMarked
package cn.zhengping.extraction;

import org.jspecify.annotations.NullMarked;
