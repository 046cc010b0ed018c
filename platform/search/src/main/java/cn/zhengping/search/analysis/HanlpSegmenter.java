package cn.zhengping.search.analysis;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.seg.Segment;
import java.util.List;

/**
 * By HanLP's dictionary and bigram model. Names of people and places are guessed by models that cost more than they find; the
 * dictionary has the usual ones.
 */
final class HanlpSegmenter implements Segmenter {

    private final Segment segment = HanLP.newSegment().enableAllNamedEntityRecognize(false);

    @Override
    public List<String> words(String run) {
        return segment.seg(run.toCharArray()).stream().map(term -> term.word).toList();
    }
}
