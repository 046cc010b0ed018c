/** 验收活动: who reviews whom, in which phases, and what becomes of the scores. */
@NullMarked
package cn.zhengping.app.campaigns;

import org.jspecify.annotations.NullMarked;
