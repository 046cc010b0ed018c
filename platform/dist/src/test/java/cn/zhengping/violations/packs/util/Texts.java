package cn.zhengping.violations.packs.util;

public class Texts {}
