package cn.zhengping.search.analysis;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.seg.Segment;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Cuts a run of Han characters into words that together are the run, or for bigrams into none. */
interface Segmenter {

    List<String> words(String run);

    static Segmenter of(Segmentation segmentation) {
        return switch (segmentation) {
            case BIGRAMS -> _ -> List.of();
            case SMARTCN -> Segmenter::smartcn;
            case HANLP -> hanlp();
        };
    }

    private static Segmenter hanlp() {
        // Names of people and places are guessed by models that cost more than they find; the dictionary has the usual
        // ones.
        Segment segment = HanLP.newSegment().enableAllNamedEntityRecognize(false);
        return run ->
                segment.seg(run.toCharArray()).stream().map(term -> term.word).toList();
    }

    private static List<String> smartcn(String run) {
        try (Tokenizer tokenizer = new HMMChineseTokenizer()) {
            CharTermAttribute term = tokenizer.addAttribute(CharTermAttribute.class);
            tokenizer.setReader(new StringReader(run));
            tokenizer.reset();
            List<String> words = new ArrayList<>();
            while (tokenizer.incrementToken()) {
                words.add(term.toString());
            }
            tokenizer.end();
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
