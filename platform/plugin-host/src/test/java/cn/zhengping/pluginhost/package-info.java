/** Plugins made in memory, loaded and refused. */
@NullMarked
package cn.zhengping.pluginhost;

import org.jspecify.annotations.NullMarked;
