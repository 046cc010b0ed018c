/** Loads plugins, several versions side by side, and refuses what it cannot trust before a class of it is loaded. */
@NullMarked
package cn.zhengping.pluginhost;

import org.jspecify.annotations.NullMarked;
