@NullMarked
package cn.zhengping.packs.adjust;

import org.jspecify.annotations.NullMarked;
