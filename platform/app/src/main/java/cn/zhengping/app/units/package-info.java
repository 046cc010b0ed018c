/** 政务服务中心 and whatever else is evaluated, with the matters that it offers. */
@NullMarked
package cn.zhengping.app.units;

import org.jspecify.annotations.NullMarked;
