/** 租户: created, suspended, resumed and archived by the platform operator; and the directory of divisions for everybody. */
@NullMarked
package cn.zhengping.app.tenancy;

import org.jspecify.annotations.NullMarked;
