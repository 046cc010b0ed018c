/** Full text over everything that tenants may find, behind one port that two engines serve alike. */
@NullMarked
package cn.zhengping.search;

import org.jspecify.annotations.NullMarked;
