package cn.zhengping.search.analysis;

import java.util.List;

/** Cuts a run of Han characters into words that together are the run, or into none. */
@FunctionalInterface
public interface Segmenter {

    List<String> words(String run);
}
