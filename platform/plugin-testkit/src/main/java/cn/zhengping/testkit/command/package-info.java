/** The command by which a region's author begins, checks, shows, tries and packs a data pack. */
@NullMarked
package cn.zhengping.testkit.command;

import org.jspecify.annotations.NullMarked;
