package cn.zhengping.violations.campaigns;

import cn.zhengping.violations.units.Unit;
import cn.zhengping.violations.units.storage.Row;

public record Campaign(Unit unit, Row row) {}
