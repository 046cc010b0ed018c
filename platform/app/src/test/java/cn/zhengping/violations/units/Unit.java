package cn.zhengping.violations.units;

import cn.zhengping.violations.campaigns.Campaign;

public record Unit(Campaign lastReviewedIn) {}
