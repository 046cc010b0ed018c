package cn.zhengping.violations.reviews;

import cn.zhengping.violations.campaigns.Campaign;

public record Sheet(Campaign campaign) {}
