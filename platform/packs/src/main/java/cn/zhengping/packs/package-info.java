/** Reads the files of a pack into checked standards and templates, or reports every error with file, line and path. */
@NullMarked
package cn.zhengping.packs;

import org.jspecify.annotations.NullMarked;
