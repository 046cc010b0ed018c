package cn.zhengping.search.highlight;

import cn.zhengping.search.Hits.Found;
import cn.zhengping.search.Hits.Mark;
import cn.zhengping.search.Hits.Marked;
import cn.zhengping.search.Passage;
import cn.zhengping.search.analysis.Compact;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Marks what was looked for. As tokens are pieces of compact text, what a query matches is found by looking for its own compact
 * text, at the speed of {@link String#indexOf}: nothing is analyzed again.
 */
public final class Highlighter {

    private static final int MOST_FRAGMENTS = 3;
    private static final int SHORTEST = 80;
    private static final int LONGEST = 160;
    /** How far a fragment begins before what it shows, where no sentence does. */
    private static final int BEFORE = 40;
    /** Of one entry; what comes later in so long a text is not looked at. */
    private static final int MOST_CHARS = 1_000_000;
    /** Of one passage. */
    private static final int MOST_PLACES = 400;
    /** What a needle that an earlier fragment shows is still worth. */
    private static final float SEEN = 0.3f;

    private static final String SENTENCE_ENDS = "。！？；!?;\n\r";
    private static final String PAUSES = "，、,：: \t　";

    private final List<Needle> needles;

    public Highlighter(List<Needle> needles) {
        this.needles = List.copyOf(needles);
    }

    /** The whole text. */
    public Marked mark(String text) {
        return new Marked(text, marks(places(text), 0, text.length()));
    }

    /** The best places, at most three, the best first. */
    public List<Found> best(List<Passage> passages) {
        List<Fragment> fragments = new ArrayList<>();
        int chars = 0;
        for (Passage passage : passages) {
            if (needles.isEmpty() || chars > MOST_CHARS) {
                break;
            }
            chars += passage.text().length();
            fragments(passage, fragments);
        }
        List<Found> best = new ArrayList<>();
        BitSet seen = new BitSet();
        while (best.size() < MOST_FRAGMENTS && !fragments.isEmpty()) {
            // Of equal ones the first in the text.
            Fragment next = fragments.stream()
                    .max(Comparator.comparingDouble(fragment -> fragment.worth(needles, seen)))
                    .orElseThrow();
            fragments.remove(next);
            seen.or(next.shown);
            best.add(next.found());
        }
        return best;
    }

    private void fragments(Passage passage, List<Fragment> into) {
        List<Place> places = places(passage.text());
        int i = 0;
        while (i < places.size()) {
            Place first = places.get(i);
            int from = begin(passage.text(), first.from, i == 0 ? 0 : places.get(i - 1).to);
            int to = end(passage.text(), from, first.to);
            List<Place> shown = new ArrayList<>();
            BitSet which = new BitSet();
            while (i < places.size() && places.get(i).from < to) {
                Place place = places.get(i);
                if (place.to <= to) {
                    shown.add(place);
                    which.set(place.needle);
                }
                i++;
            }
            into.add(new Fragment(passage, from, to, shown, which));
        }
    }

    private static int begin(String text, int place, int earliest) {
        int from = place;
        while (from > earliest && place - from < LONGEST - BEFORE && SENTENCE_ENDS.indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        boolean sentence = from == 0 || SENTENCE_ENDS.indexOf(text.charAt(from - 1)) >= 0;
        if (!sentence || place - from > SHORTEST) {
            from = Math.max(earliest, place - BEFORE);
            for (int at = from; at < place; at++) {
                if (PAUSES.indexOf(text.charAt(at)) >= 0) {
                    from = at + 1;
                    break;
                }
            }
        }
        while (from < place && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        return from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from - 1 : from;
    }

    private static int end(String text, int from, int place) {
        int most = Math.min(text.length(), Math.max(place, from + LONGEST));
        int to = most;
        if (most < text.length()) {
            int sentence = -1;
            int pause = -1;
            for (int at = place; at < most; at++) {
                if (SENTENCE_ENDS.indexOf(text.charAt(at)) >= 0) {
                    sentence = at + 1;
                    if (sentence - from >= SHORTEST) {
                        break;
                    }
                } else if (PAUSES.indexOf(text.charAt(at)) >= 0) {
                    pause = at + 1;
                }
            }
            to = sentence - from >= SHORTEST ? sentence : pause - from >= SHORTEST ? pause : most;
        }
        if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
            to++;
        }
        while (to > place && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        return to;
    }

    private List<Place> places(String text) {
        Compact compact = Compact.of(text);
        String in = compact.text();
        List<Place> places = new ArrayList<>();
        for (int n = 0; n < needles.size(); n++) {
            String needle = needles.get(n).compact();
            int found = 0;
            for (int at = in.indexOf(needle);
                    at >= 0 && found < MOST_PLACES;
                    at = in.indexOf(needle, at + needle.length())) {
                int last = at + needle.length() - 1;
                boolean part = (at > 0 && Compact.binds(in.charAt(at - 1), in.charAt(at)))
                        || (last + 1 < in.length() && Compact.binds(in.charAt(last), in.charAt(last + 1)));
                if (!part) {
                    places.add(new Place(compact.from(at), compact.to(last), n));
                    found++;
                }
            }
        }
        places.sort(Comparator.comparingInt(Place::from).thenComparing(Place::to, Comparator.reverseOrder()));
        return places;
    }

    private static List<Mark> marks(List<Place> places, int from, int to) {
        List<Mark> marks = new ArrayList<>();
        int begin = -1;
        int end = -1;
        for (Place place : places) {
            if (place.from < from || place.to > to) {
                continue;
            }
            if (begin >= 0 && place.from <= end) {
                end = Math.max(end, place.to);
                continue;
            }
            if (begin >= 0) {
                marks.add(new Mark(begin - from, end - from));
            }
            begin = place.from;
            end = place.to;
        }
        if (begin >= 0) {
            marks.add(new Mark(begin - from, end - from));
        }
        return marks;
    }

    private record Place(int from, int to, int needle) {}

    private record Fragment(Passage passage, int from, int to, List<Place> places, BitSet shown) {

        private double worth(List<Needle> needles, BitSet seen) {
            double worth = 0;
            for (int n = shown.nextSetBit(0); n >= 0; n = shown.nextSetBit(n + 1)) {
                worth += needles.get(n).weight() * (seen.get(n) ? SEEN : 1);
            }
            return worth;
        }

        private Found found() {
            return new Found(passage.page(), new Marked(passage.text().substring(from, to), marks(places, from, to)));
        }
    }
}
