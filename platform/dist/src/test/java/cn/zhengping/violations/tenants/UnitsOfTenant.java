package cn.zhengping.violations.tenants;

import cn.zhengping.violations.app.campaigns.Campaign;

public record UnitsOfTenant(Campaign campaign) {}
