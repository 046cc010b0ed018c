package cn.zhengping.app.campaigns;

import cn.zhengping.app.standards.StandardRef;

/**
 * Where an applicant's evidence goes, while the campaign takes any.
 *
 * @param standard by which the unit is judged
 * @param late whether it comes after the phase, and is taken all the same
 */
public record EvidenceTaken(Campaign campaign, Application application, StandardRef standard, boolean late) {}
