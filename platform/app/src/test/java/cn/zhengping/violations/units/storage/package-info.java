/** How units keep their data, which is nobody else's business. */
@NullMarked
package cn.zhengping.violations.units.storage;

import org.jspecify.annotations.NullMarked;
