package cn.zhengping.extraction.process;

import org.apache.tika.parser.Parser;

/** A reader that a jar on the class path brings as a service, for types of files that are read in one place only. */
public interface AddedParser extends Parser {}
