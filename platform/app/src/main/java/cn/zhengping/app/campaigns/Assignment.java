package cn.zhengping.app.campaigns;

import cn.zhengping.app.standards.StandardRef;

/**
 * What somebody has been given to review.
 *
 * @param standard by which the unit is judged
 * @param member whoever it was given to
 */
public record Assignment(
        Campaign campaign, Application application, ReviewGroup group, GroupMember member, StandardRef standard) {}
