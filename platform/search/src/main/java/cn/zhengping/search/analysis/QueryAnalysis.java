package cn.zhengping.search.analysis;

import cn.zhengping.search.Facet;
import cn.zhengping.search.InvalidSearchException;
import cn.zhengping.search.SearchRequest;
import cn.zhengping.search.highlight.Needle;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Searches in terms of the index. */
final class QueryAnalysis {

    private static final int MOST_WORDS = 64;
    private static final int MOST_PIECES = 64;
    private static final int MOST_SYNONYMS = 32;
    private static final int MOST_GRAMS = 256;
    private static final double LEAST_SHARE = 0.05;

    /** How much of their scores the other fields, and the other words that mean the same, add to the best one's. */
    private static final float TIE = 0.2f;

    private static final float IN_TITLE = 1.5f;
    private static final float IN_NUMBER = 3;
    private static final float WHOLE = 2;
    private static final float AS_WORD = 0.5f;
    private static final float SYNONYM = 0.8f;
    private static final float SCATTERED = 0.3f;
    /** More than words can score, so that what has all of them comes before what lacks one. */
    private static final float COMPLETE = 50;

    private static final float LIKE_TIE = 0.5f;
    private static final float LIKE_PIECE = 0.3f;
    private static final float PREFERRED = 1.5f;
    private static final float PREFERRED_ALONE = 10;

    /** 川政公函2022|187号, and how people write it otherwise. */
    private static final Pattern NUMBER = Pattern.compile("(.*[^\\d|])\\|?((?:19|20)\\d\\d)年?\\|?第?(\\d{1,5})(号?)");

    /** 给不给, 能不能: whether. */
    private static final Pattern A_OR_NOT = Pattern.compile("(.)不\\1");

    private final Segmenter segmenter;

    QueryAnalysis(Segmenter segmenter) {
        this.segmenter = segmenter;
    }

    /** @throws InvalidSearchException if the text cannot be read */
    Plan plan(SearchRequest request) {
        Set<Needle> needles = new LinkedHashSet<>();
        List<Asked> without = new ArrayList<>();
        Synonyms synonyms = Synonyms.OF_THE_FIELD.and(request.synonyms());
        Asked scored = switch (request.match()) {
            case WORDS -> words(request.text(), synonyms, without, needles);
            case LIKE -> like(request, synonyms, needles);
        };
        if (!request.preferred().isEmpty()) {
            scored = new Asked.Raised(scored, anyOf(Facet.CRITERION, request.preferred()), PREFERRED);
        }
        Map<Facet, Asked.AnyOf> filters = new EnumMap<>(Facet.class);
        request.filters().forEach((facet, values) -> {
            if (!values.isEmpty()) {
                filters.put(facet, anyOf(facet, values));
            }
        });
        return new Plan(
                scored, without, new Asked.AnyOf(IndexField.READERS, request.grants()), filters, List.copyOf(needles));
    }

    private static Asked.AnyOf anyOf(Facet facet, Set<String> values) {
        return new Asked.AnyOf(IndexField.of(facet), Analysis.kept(values));
    }

    private Asked words(String text, Synonyms synonyms, List<Asked> without, Set<Needle> needles) {
        if (text.length() > SearchRequest.LONGEST_TEXT) {
            throw new InvalidSearchException(InvalidSearchException.Reason.TEXT_TOO_LONG);
        }
        if (text.isBlank()) {
            return new Asked.Everything();
        }
        List<QueryText.Word> words = QueryText.read(text);
        if (words.size() > MOST_WORDS) {
            throw new InvalidSearchException(InvalidSearchException.Reason.TOO_MANY_WORDS);
        }
        List<Asked> wanted = new ArrayList<>();
        List<Asked> typed = new ArrayList<>();
        List<Asked> better = new ArrayList<>();
        for (QueryText.Word word : words) {
            String compact = Compact.of(word.text()).text();
            if (compact.isEmpty()) {
                continue;
            }
            if (word.without()) {
                without.add(anywhere(compact));
            } else if (word.phrase()) {
                needles.add(new Needle(compact, WHOLE));
                wanted.add(anywhere(compact));
            } else {
                Asked asked = word(compact, synonyms, Math.max(1, MOST_PIECES / words.size()), better, needles);
                // A year, a number or a name in letters tells one from the other: it is never the one that is missing.
                boolean exact = !compact.chars().allMatch(c -> Compact.isHan((char) c) || c == Compact.BREAK);
                (exact ? wanted : typed).add(asked);
            }
        }
        if (!typed.isEmpty()) {
            wanted.add(atLeast((typed.size() + 1) / 2, typed));
            if (typed.size() > 1) {
                better.add(new Asked.Constant(new Asked.All(typed, List.of()), COMPLETE));
            }
        }
        if (wanted.isEmpty() && !without.isEmpty()) {
            throw new InvalidSearchException(InvalidSearchException.Reason.ONLY_EXCLUSIONS);
        }
        return wanted.isEmpty() ? new Asked.Nothing() : conjunction(wanted, better);
    }

    private Asked like(SearchRequest request, Synonyms synonyms, Set<Needle> needles) {
        if (request.text().isBlank()) {
            return new Asked.Everything();
        }
        String compact = Compact.of(Analysis.cut(request.text(), SearchRequest.LONGEST_TEXT))
                .text();
        List<Asked> grams = Grams.phrase(compact).stream()
                .filter(gram -> gram.length() > 1 || !Compact.isHan(gram.charAt(0)))
                .distinct()
                .limit(MOST_GRAMS)
                .<Asked>map(gram -> new Asked.Best(
                        List.of(new Asked.Term(IndexField.TITLE, gram), new Asked.Term(IndexField.TEXT, gram)),
                        LIKE_TIE))
                .toList();
        List<Asked> better = new ArrayList<>();
        for (Piece piece : pieces(compact, synonyms)) {
            if (better.size() < MOST_PIECES) {
                better.add(new Asked.Weighted(piece(piece, synonyms, needles), LIKE_PIECE));
            }
        }
        Asked like = grams.isEmpty()
                ? new Asked.Nothing()
                : conjunction(List.of(atLeast((int) Math.ceil(grams.size() * LEAST_SHARE), grams)), better);
        // What was handed in for this very criterion is wanted even if it is a photo without a word.
        return request.preferred().isEmpty()
                ? like
                : new Asked.Best(
                        List.of(like, new Asked.Constant(anyOf(Facet.CRITERION, request.preferred()), PREFERRED_ALONE)),
                        0);
    }

    /** What is wanted of a word that was typed. */
    private Asked word(String compact, Synonyms synonyms, int most, List<Asked> better, Set<Needle> needles) {
        Matcher number = NUMBER.matcher(compact);
        if (number.matches()) {
            String canonical = number.group(1) + number.group(2) + Compact.BREAK + number.group(3) + number.group(4);
            needles.add(new Needle(canonical, WHOLE));
            needles.add(new Needle(compact, WHOLE));
            return canonical.equals(compact)
                    ? anywhere(compact)
                    : new Asked.Best(List.of(anywhere(canonical), anywhere(compact)), 0);
        }
        if (Pinyin.isPinyin(compact)) {
            needles.add(new Needle(compact, 1));
            return new Asked.Best(
                    List.of(
                            anywhere(compact),
                            new Asked.Constant(new Asked.Prefix(IndexField.START, compact), 1),
                            new Asked.Constant(new Asked.Prefix(IndexField.PART, compact), 1)),
                    0);
        }
        List<Piece> pieces = pieces(compact, synonyms);
        if (pieces.isEmpty()) {
            // Nothing but a stop word or a single character: then that is what is looked for.
            needles.add(new Needle(compact, 1));
            return anywhere(compact);
        }
        List<Asked> wanted = new ArrayList<>();
        for (Piece piece : pieces.subList(0, Math.min(pieces.size(), most))) {
            wanted.add(piece(piece, synonyms, needles));
            if (!piece.synonym()
                    && Compact.isHan(piece.text().charAt(0))
                    && piece.text().length() > 1) {
                better.add(new Asked.Weighted(
                        new Asked.Best(
                                List.of(
                                        new Asked.Weighted(
                                                new Asked.Term(IndexField.TITLE_WORDS, piece.text()), IN_TITLE),
                                        new Asked.Term(IndexField.TEXT_WORDS, piece.text())),
                                TIE),
                        AS_WORD));
            }
        }
        if (!pieces.getFirst().text().equals(compact)) {
            needles.add(new Needle(compact, WHOLE));
            better.add(new Asked.Weighted(anywhere(compact), WHOLE));
        }
        return atLeast(leastPieces(wanted.size(), isQuestion(compact)), wanted);
    }

    /** Two are a term of which neither may be missing; more are half a sentence, and a question is answered in other words. */
    private static int leastPieces(int pieces, boolean question) {
        if (question) {
            return (pieces + 2) / 3;
        }
        return pieces < 3 ? pieces : Math.max(2, (pieces + 1) / 2);
    }

    private boolean isQuestion(String compact) {
        for (Grams.Run run : Grams.runs(compact)) {
            if (run.han()
                    && (segmenter.words(run.text()).stream().anyMatch(StopWords.QUESTION::contains)
                            || A_OR_NOT.matcher(run.text()).find())) {
                return true;
            }
        }
        return false;
    }

    private static Asked atLeast(int count, List<Asked> of) {
        return count == of.size() ? conjunction(of, List.of()) : new Asked.AtLeast(count, of);
    }

    private Asked piece(Piece piece, Synonyms synonyms, Set<Needle> needles) {
        needles.add(new Needle(piece.text(), 1));
        if (piece.loose()) {
            List<Asked> neighbours = Grams.phrase(piece.text()).stream()
                    .map(QueryAnalysis::anywhere)
                    .toList();
            return new Asked.AtLeast(Math.max(1, neighbours.size() - 1), neighbours);
        }
        Asked itself = anywhere(piece.text());
        if (!piece.synonym()) {
            return itself;
        }
        List<Asked> any = new ArrayList<>();
        any.add(itself);
        List<String> covered = new ArrayList<>(List.of(piece.text()));
        for (String other : synonyms.others(piece.text())) {
            needles.add(new Needle(other, SYNONYM));
            // What has the longer word has the shorter in it.
            if (covered.size() <= MOST_SYNONYMS && covered.stream().noneMatch(word -> stands(word, other))) {
                covered.add(other);
                any.add(new Asked.Weighted(
                        anywhere(other), SYNONYM * Math.min(1, length(piece.text()) / length(other))));
            }
        }
        List<Piece> parts = cut(piece.text());
        if (parts.size() > 1) {
            parts.forEach(part -> needles.add(new Needle(part.text(), SCATTERED)));
            any.add(new Asked.Weighted(
                    conjunction(
                            parts.stream().map(part -> anywhere(part.text())).toList(), List.of()),
                    SCATTERED));
        }
        return new Asked.Best(any, TIE);
    }

    private static boolean stands(String word, String in) {
        int at = in.indexOf(word);
        int end = at + word.length();
        return at >= 0
                && (at == 0 || !Compact.binds(in.charAt(at - 1), in.charAt(at)))
                && (end == in.length() || !Compact.binds(in.charAt(end - 1), in.charAt(end)));
    }

    /** A long phrase scores by all its tokens; a synonym may not come first for being longer than what was typed. */
    private static float length(String compact) {
        return Math.max(1, Grams.phrase(compact).size());
    }

    static Asked conjunction(List<Asked> wanted, List<Asked> better) {
        return wanted.size() == 1 && better.isEmpty() ? wanted.getFirst() : new Asked.All(wanted, better);
    }

    /** In title, number or text, in one piece. */
    private static Asked anywhere(String compact) {
        return new Asked.Best(
                List.of(
                        new Asked.Weighted(in(IndexField.TITLE, compact), IN_TITLE),
                        new Asked.Weighted(in(IndexField.NUMBER, compact), IN_NUMBER),
                        in(IndexField.TEXT, compact)),
                TIE);
    }

    static Asked in(IndexField field, String compact) {
        List<String> tokens = Grams.phrase(compact);
        return switch (tokens.size()) {
            case 0 -> new Asked.Constant(new Asked.Prefix(field, compact), 1);
            case 1 -> new Asked.Term(field, tokens.getFirst());
            default -> new Asked.Phrase(field, tokens);
        };
    }

    /**
     * What of a word has to be there, in one piece.
     *
     * @param synonym whether there are other words for it
     * @param loose characters that are no words the dictionary knows: most neighbours have to be there
     */
    private record Piece(String text, boolean synonym, boolean loose) {}

    private List<Piece> pieces(String compact, Synonyms synonyms) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (at < compact.length()) {
            Synonyms.Found found = synonyms.find(compact, at);
            pieces.addAll(cut(compact.substring(at, found == null ? compact.length() : found.from())));
            if (found == null) {
                break;
            }
            pieces.add(new Piece(compact.substring(found.from(), found.to()), true, false));
            at = found.to();
        }
        return pieces.stream().distinct().toList();
    }

    private List<Piece> cut(String compact) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder glued = new StringBuilder();
        for (Grams.Run run : Grams.runs(compact)) {
            if (run.afterBreak() && run.han()) {
                flush(glued, pieces);
            }
            if (!run.han()) {
                if (run.afterBreak() && !glued.isEmpty()) {
                    glued.append(Compact.BREAK);
                }
                glued.append(run.text());
                continue;
            }
            List<String> words = segmenter.words(run.text());
            if (words.isEmpty() && run.text().length() > 1) {
                flush(glued, pieces);
                Grams.phrase(run.text()).forEach(gram -> pieces.add(new Piece(gram, false, false)));
                continue;
            }
            for (String word : words.isEmpty() ? List.of(run.text()) : words) {
                if (StopWords.ALL.contains(word)) {
                    flush(glued, pieces);
                } else if (word.length() == 1) {
                    glued.append(word);
                } else {
                    flush(glued, pieces);
                    pieces.add(new Piece(word, false, false));
                }
            }
        }
        flush(glued, pieces);
        return pieces;
    }

    /** Neighbours that are words of one character each, or letters and digits, stand together; one character alone says little. */
    private static void flush(StringBuilder glued, List<Piece> pieces) {
        String text = glued.toString();
        glued.setLength(0);
        if (text.isEmpty() || (text.length() == 1 && Compact.isHan(text.charAt(0)))) {
            return;
        }
        boolean loose = text.length() > 3 && text.chars().allMatch(c -> Compact.isHan((char) c));
        pieces.add(new Piece(text, false, loose));
    }
}
