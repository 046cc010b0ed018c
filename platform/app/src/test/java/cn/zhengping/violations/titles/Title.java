package cn.zhengping.violations.titles;

public record Title(String label) {}
