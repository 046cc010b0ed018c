/** What runs in the process that reads files, and how the two sides speak; nothing here is for others to call. */
@NullMarked
package cn.zhengping.extraction.process;

import org.jspecify.annotations.NullMarked;
