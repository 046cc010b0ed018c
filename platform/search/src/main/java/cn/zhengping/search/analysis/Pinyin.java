package cn.zhengping.search.analysis;

import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.dictionary.py.PinyinDictionary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How a text is typed on a keyboard of letters: in full ({@code zhengwu}) and by initials ({@code zw}). */
final class Pinyin {

    private static final int LONGEST_INITIALS = 12;
    private static final int MOST_READINGS = 2;
    private static final Set<String> SYLLABLES = syllables();

    private Pinyin() {}

    /**
     * Ways to type a text, the likeliest reading of each character in its phrase first.
     *
     * @param varied of how many characters from the beginning also the other readings are taken, one at a time
     */
    static Set<String> typed(String compact, int varied) {
        String beginning = compact.substring(0, Math.min(compact.length(), Analysis.LONGEST_START));
        List<List<String>> readings = readings(beginning);
        Set<String> typed = new LinkedHashSet<>();
        add(readings, -1, 0, typed);
        for (int i = 0; i < Math.min(varied, readings.size()); i++) {
            for (int r = 1; r < Math.min(MOST_READINGS, readings.get(i).size()); r++) {
                add(readings, i, r, typed);
            }
        }
        return typed;
    }

    /** The likeliest reading in full. */
    static String full(String compact) {
        StringBuilder full = new StringBuilder();
        readings(compact).forEach(reading -> full.append(reading.getFirst()));
        return full.substring(0, Math.min(full.length(), Analysis.LONGEST_START));
    }

    /** Whether letters are two syllables or more. */
    static boolean isPinyin(String letters) {
        boolean[] reached = new boolean[letters.length() + 1];
        reached[0] = true;
        for (int end = 1; end <= letters.length(); end++) {
            for (int start = Math.max(0, end - 6); start < end && !reached[end]; start++) {
                reached[end] = reached[start] && SYLLABLES.contains(letters.substring(start, end));
            }
        }
        return letters.length() >= 4 && reached[letters.length()] && !SYLLABLES.contains(letters);
    }

    private static void add(List<List<String>> readings, int varied, int reading, Set<String> typed) {
        StringBuilder full = new StringBuilder();
        StringBuilder initials = new StringBuilder();
        for (int i = 0; i < readings.size(); i++) {
            String syllable = readings.get(i).get(i == varied ? reading : 0);
            full.append(syllable);
            initials.append(syllable.charAt(0));
        }
        typed.add(full.substring(0, Math.min(full.length(), Analysis.LONGEST_START)));
        typed.add(initials.substring(0, Math.min(initials.length(), LONGEST_INITIALS)));
    }

    private static List<List<String>> readings(String compact) {
        List<com.hankcs.hanlp.dictionary.py.Pinyin> likeliest = HanLP.convertToPinyinList(compact);
        List<List<String>> readings = new ArrayList<>();
        for (int i = 0; i < compact.length(); i++) {
            String c = compact.substring(i, i + 1);
            com.hankcs.hanlp.dictionary.py.Pinyin first = likeliest.get(i);
            Set<String> all = new LinkedHashSet<>();
            if (first == com.hankcs.hanlp.dictionary.py.Pinyin.none5) {
                all.add(c);
            } else {
                all.add(first.getPinyinWithoutTone());
                for (com.hankcs.hanlp.dictionary.py.Pinyin other : PinyinDictionary.get(c)) {
                    all.add(other.getPinyinWithoutTone());
                }
            }
            readings.add(List.copyOf(all));
        }
        return readings;
    }

    private static Set<String> syllables() {
        Set<String> syllables = new LinkedHashSet<>();
        for (com.hankcs.hanlp.dictionary.py.Pinyin pinyin : com.hankcs.hanlp.dictionary.py.Pinyin.values()) {
            syllables.add(pinyin.getPinyinWithoutTone());
        }
        return Set.copyOf(syllables);
    }
}
