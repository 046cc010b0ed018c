/** 行政区划: every province, prefecture, county, township and village of the country, by GB/T 2260 code. */
@NullMarked
package cn.zhengping.tenants.divisions;

import org.jspecify.annotations.NullMarked;
