/** What a tenant makes of a standard where its issuer has left it open. */
@NullMarked
package cn.zhengping.packs.adjust;

import org.jspecify.annotations.NullMarked;
