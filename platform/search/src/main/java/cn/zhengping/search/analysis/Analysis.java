package cn.zhengping.search.analysis;

import cn.zhengping.search.Entry;
import cn.zhengping.search.Facet;
import cn.zhengping.search.InvalidSearchException;
import cn.zhengping.search.Passage;
import cn.zhengping.search.SearchRequest;
import cn.zhengping.search.SuggestRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Entries and requests in terms of the index. Any thread may use it. */
public final class Analysis {

    /** What {@link IndexField.Kind#VALUE} keeps of a text. */
    public static final int LONGEST_VALUE = 256;

    /** Counted up when entries are to be indexed otherwise for a reason that {@link #version()} does not see. */
    private static final int CHAIN = 2;

    /** What is kept of how a title, a part of one or a number begins. */
    static final int LONGEST_START = 24;

    /**
     * Up to this length beginnings are tokens, too: to look for all tokens that begin with a letter or two would take the longer,
     * the more titles there are in the country.
     */
    static final int SHORT_START = 3;

    private static final int VARIED_START = 6;
    private static final int VARIED_PART = 1;

    /** What {@link #version()} looks at. */
    private static final String SAMPLE = """
            川政公函〔2022〕187号 關於印發《四川省“一網通辦”政務服務規範化建設三年行動方案》的通知 GB/T 36112—2018 ＡＢＣ１２３ Café ①㎡
            示范便民服务中心、园区示范政务服务中心、星级便民服务中心验收工作；乐至县宝林镇长乐村便民服务站代办员行程台账，重庆市银行行长
            设置办不成事反映窗口，推进一窗受理、综合窗口改革，落实好差评制度，差评按期整改回访率达到100%，一件事一次办、跨省通办、川渝通办
            工作人员统一着装、佩戴工牌、挂牌上岗，考勤打卡每月通报；事项进驻率98.5%，服务群众满意度测评，意见箱、母婴室、无障碍通道、导办台
            """;

    private final Segmenter segmenter;
    private final QueryAnalysis queries;
    private final String version;

    public Analysis() {
        this(new HanlpSegmenter());
    }

    /** For measuring one segmentation by another. */
    public Analysis(Segmenter segmenter) {
        this.segmenter = segmenter;
        this.queries = new QueryAnalysis(segmenter);
        this.version = digest();
    }

    /** Names an index: another version of the chain, its libraries or their dictionaries has another one. */
    public String version() {
        return version;
    }

    /** @throws InvalidSearchException if the text cannot be read */
    public Plan plan(SearchRequest request) {
        return queries.plan(request);
    }

    public SuggestPlan plan(SuggestRequest request) {
        return SuggestAnalysis.plan(request);
    }

    public IndexedEntry index(Entry entry) {
        Map<IndexField, List<String>> grams = new EnumMap<>(IndexField.class);
        Map<IndexField, Set<String>> keywords = new EnumMap<>(IndexField.class);
        Map<IndexField, String> values = new EnumMap<>(IndexField.class);
        Map<IndexField, Long> longs = new EnumMap<>(IndexField.class);

        keywords.put(IndexField.KEY, Set.of(entry.key().toString()));
        keywords.put(IndexField.TENANT, Set.of(entry.key().tenant()));
        keywords.put(IndexField.READERS, entry.readers());
        entry.values().forEach((facet, of) -> keywords.put(IndexField.of(facet), kept(of)));
        keywords.put(IndexField.KIND, Set.of(entry.key().kind().name()));

        Compact title = Compact.of(entry.title());
        grams.put(IndexField.TITLE, grams(title.text()));
        grams.put(IndexField.TITLE_WORDS, words(title.text()));
        List<String> text = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Passage passage : entry.passages()) {
            String compact = Compact.of(passage.text()).text();
            Grams.index(compact, text);
            words(compact, words);
        }
        grams.put(IndexField.TEXT, text);
        grams.put(IndexField.TEXT_WORDS, words);

        starts(title, keywords);
        value(entry.title(), IndexField.TITLE_VALUE, IndexField.TITLE_LENGTH, values, longs);
        if (entry.number() != null) {
            Compact number = Compact.of(entry.number());
            grams.put(IndexField.NUMBER, grams(number.text()));
            keywords.put(IndexField.NUMBER_START, numberStarts(number));
            value(entry.number(), IndexField.NUMBER_VALUE, IndexField.NUMBER_LENGTH, values, longs);
        }
        if (entry.date() != null) {
            longs.put(IndexField.DATE, entry.date().toEpochDay());
        }
        longs.put(IndexField.STAMP, entry.stamp());
        return new IndexedEntry(grams, keywords, values, longs);
    }

    private static List<String> grams(String compact) {
        List<String> tokens = new ArrayList<>();
        Grams.index(compact, tokens);
        return tokens;
    }

    private List<String> words(String compact) {
        List<String> words = new ArrayList<>();
        words(compact, words);
        return words;
    }

    private void words(String compact, List<String> into) {
        for (Grams.Run run : Grams.runs(compact)) {
            if (!run.han()) {
                into.add(Grams.token(run.text()));
                continue;
            }
            for (String word : segmenter.words(run.text())) {
                if (word.length() > 1 && !StopWords.ALL.contains(word)) {
                    into.add(word);
                }
            }
        }
    }

    private void starts(Compact title, Map<IndexField, Set<String>> keywords) {
        String whole = title.unbroken();
        Set<String> starts = new LinkedHashSet<>();
        if (!whole.isEmpty()) {
            starts.add(cut(whole, LONGEST_START));
            starts.addAll(Pinyin.typed(whole, VARIED_START));
        }
        Set<String> parts = new LinkedHashSet<>();
        int begin = 0;
        for (Grams.Run run : Grams.runs(title.text())) {
            List<String> words = run.han() ? segmenter.words(run.text()) : List.of();
            int at = begin;
            for (String word : words.isEmpty() ? List.of(run.text()) : words) {
                if (at > 0 && at < LONGEST_VALUE) {
                    parts.addAll(Pinyin.typed(whole.substring(at), VARIED_PART));
                }
                at += word.length();
            }
            begin += run.text().length();
        }
        keywords.put(IndexField.START, withBeginnings(starts));
        keywords.put(IndexField.PART, withBeginnings(parts));
    }

    private static Set<String> numberStarts(Compact number) {
        Set<String> starts = new LinkedHashSet<>();
        String whole = number.unbroken();
        if (whole.isEmpty()) {
            return starts;
        }
        starts.add(cut(whole, LONGEST_START));
        starts.addAll(Pinyin.typed(whole, VARIED_START));
        int at = 0;
        for (Grams.Run run : Grams.runs(number.text())) {
            if (at > 0 && !run.han()) {
                starts.add(cut(whole.substring(at), LONGEST_START));
            }
            at += run.text().length();
        }
        return withBeginnings(starts);
    }

    private static Set<String> withBeginnings(Set<String> starts) {
        Set<String> all = new LinkedHashSet<>(starts);
        for (String start : starts) {
            for (int length = 1; length <= SHORT_START; length++) {
                all.add(cut(start, length));
            }
        }
        all.remove("");
        return all;
    }

    private static void value(
            String text,
            IndexField value,
            IndexField length,
            Map<IndexField, String> values,
            Map<IndexField, Long> longs) {
        values.put(value, cut(text, LONGEST_VALUE));
        longs.put(length, (long) text.length());
    }

    /** As values of facets are kept, and asked for: no engine takes any length. */
    static Set<String> kept(Set<String> values) {
        return values.stream().map(value -> cut(value, Facet.LONGEST_VALUE)).collect(Collectors.toUnmodifiableSet());
    }

    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    /** Of what becomes of a text of the field: libraries and dictionaries cannot change unseen. */
    private String digest() {
        String compact = Compact.of(SAMPLE).text();
        String all = CHAIN + "\n" + List.of(IndexField.values()) + "\n" + grams(compact) + words(compact)
                + Pinyin.typed(compact, VARIED_START);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
