/** What the tests of all features share: one application on one database, people with tokens, a small region. */
@NullMarked
package cn.zhengping.app.testing;

import org.jspecify.annotations.NullMarked;
