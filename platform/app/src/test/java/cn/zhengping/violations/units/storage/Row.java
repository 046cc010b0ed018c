package cn.zhengping.violations.units.storage;

public record Row(String unit) {}
