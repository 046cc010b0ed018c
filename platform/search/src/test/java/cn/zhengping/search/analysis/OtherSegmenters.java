package cn.zhengping.search.analysis;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** What the one that is shipped is measured against. */
public enum OtherSegmenters implements Segmenter {
    /** No words at all, only each two neighbours. */
    BIGRAMS {
        @Override
        public List<String> words(String run) {
            return List.of();
        }
    },
    /** Lucene's. */
    SMARTCN {
        @Override
        public List<String> words(String run) {
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
}
