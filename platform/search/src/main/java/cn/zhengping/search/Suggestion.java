package cn.zhengping.search;

/** A title or document number that begins as what was typed; offered once, however many entries bear it. */
public record Suggestion(EntryKey key, String text) {}
