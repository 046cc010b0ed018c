/** Paper forms as data. */
@NullMarked
package cn.zhengping.spi.form;

import org.jspecify.annotations.NullMarked;
