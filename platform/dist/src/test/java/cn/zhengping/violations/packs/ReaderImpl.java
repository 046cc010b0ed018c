package cn.zhengping.violations.packs;

public class ReaderImpl {}
