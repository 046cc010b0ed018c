package cn.zhengping.app.policies;

import cn.zhengping.app.policies.PaperText.Line;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes a paper apart into its clauses. Each has the text from its number to the next clause's, so that all of them one after
 * another are the paper again.
 *
 * <p>A number counts only at the beginning of a line, and only where it goes on from the one before: 1 or a later one. So a
 * sentence that was broken before 四、五星级 begins no clause. Signs that a copy has lost are filled in where the neighbours
 * leave no doubt: 、主要任务 between 二、 and 四、, (八公共服务 after (七).
 */
final class ClauseSplitter {

    /** From the widest to the narrowest: a clause is part of the nearest wider one before it. */
    private enum Rank {
        ANNEX,
        BOOK,
        CHAPTER,
        SECTION,
        ARTICLE,
        HAN,
        HAN_IN_BRACKETS,
        ROW,
        DIGIT,
        DIGIT_IN_BRACKETS,
        CIRCLED
    }

    private static final String HAN = "[" + ChineseNumber.SIGNS + "]{1,5}+";
    private static final String HAN_OR_DIGITS = "(" + HAN + "|[0-9０-９]{1,3})";

    private static final Pattern HAN_MARK = Pattern.compile("(" + HAN + ")[、.．](?!" + HAN + "、)");

    private static final Map<Rank, Pattern> MARKS = Map.of(
            Rank.BOOK, Pattern.compile("第" + HAN_OR_DIGITS + "编(?![制码号入])"),
            Rank.CHAPTER, Pattern.compile("第" + HAN_OR_DIGITS + "章"),
            Rank.SECTION, Pattern.compile("第" + HAN_OR_DIGITS + "节"),
            Rank.ARTICLE, Pattern.compile("第" + HAN_OR_DIGITS + "条(?![、和及至到之款的规所])"),
            Rank.HAN, HAN_MARK,
            Rank.HAN_IN_BRACKETS, Pattern.compile("[(（]\\s*(" + HAN + ")\\s*[)）]|([\\u3220-\\u3229])"),
            Rank.DIGIT, Pattern.compile("([0-9０-９]{1,3})\\s*[.．、](?![0-9](?![)）]))|([\\u2488-\\u249b])"),
            Rank.DIGIT_IN_BRACKETS, Pattern.compile("[(（]?\\s*([0-9０-９]{1,2})\\s*[)）]|([\\u2474-\\u2487])"),
            Rank.CIRCLED, Pattern.compile("([\\u2460-\\u2473])"));

    /** The first sign of those that are one sign together with their number. */
    private static final String FIRST_SIGNS = "\u3220\u2488\u2474\u2460";

    private static final Pattern UNCLOSED = Pattern.compile("[(（](" + HAN + ")(?![)）])");
    private static final Pattern NUMBER_ALONE = Pattern.compile("[0-9]{1,3}");
    private static final Pattern HEADING_WITHOUT_NUMBER = Pattern.compile("、[^、。；;：:，,]{2,20}");
    private static final Pattern ANNEX_LIST = Pattern.compile("附件?\\s*[:：].*");
    private static final Pattern ANNEX = Pattern.compile(
            "(附件|附录|附表)\\s*([0-9０-９]{1,2}+|" + HAN + "|[A-Z])?\\s*(?:(?:(?<=[0-9０-９])|[:：.．、\\s]+)(\\S.{0,80}))?");
    private static final Pattern LIST_ENTRY = Pattern.compile("(附件\\s*)?[0-9０-９]{1,2}\\s*[.．、:：].*");

    /** How far a number may be ahead of the one before it: some may have been lost. */
    private static final int LARGEST_GAP = 3;

    private final PaperText paper;
    private final List<Line> lines;
    private final List<Clause> clauses = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Integer> siblings = new HashMap<>();
    private final int[] nextHan;
    private boolean tableWithNumbers;

    /**
     * A clause of a paper.
     *
     * @param path its number and those of all clauses that it is part of, 五/(一) or 附件1/3/2: unique in the paper, and the
     *     same in whatever brackets a copy has them
     * @param parent path of the clause that it is part of; null for none
     * @param label its number as it is commonly written, 五、 or (一)
     * @param from of its first char
     * @param to after the last char before the next clause, be that one part of it or not
     */
    record Clause(String path, @Nullable String parent, ClauseKind kind, String label, int from, int to) {}

    /** A clause that later ones may be part of, with the last numbers of its parts. */
    private static final class Open {

        final @Nullable Rank rank;
        final String path;
        final Map<Rank, Integer> last = new HashMap<>();

        /** @param rank null for the paper itself */
        Open(@Nullable Rank rank, String path) {
            this.rank = rank;
            this.path = path;
        }
    }

    private ClauseSplitter(PaperText paper) {
        this.paper = paper;
        this.lines = paper.lines();
        this.nextHan = numbersAhead();
    }

    /** In the order of the paper; one at least. */
    static List<Clause> split(PaperText paper) {
        return new ClauseSplitter(paper).split();
    }

    private List<Clause> split() {
        open.push(new Open(null, ""));
        begin(ClauseKind.OPENING, "开头", "开头", null, 0);
        var signature = signatureLine();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.isBlank()) {
                continue;
            }
            if (isAnnexList(line)) {
                toRoot();
                begin(ClauseKind.ANNEX_LIST, "附件目录", "附件", null, line.start());
                i = endOfList(i);
            } else if (i == signature) {
                toRoot();
                begin(ClauseKind.SIGNATURE, "落款", "落款", null, line.start());
            } else if (!beginsAnnex(i)) {
                beginsClause(i);
            }
        }
        return closed();
    }

    /** Each clause ends where the next one begins. */
    private List<Clause> closed() {
        var closed = new ArrayList<Clause>();
        for (var i = 0; i < clauses.size(); i++) {
            var clause = clauses.get(i);
            var to = i + 1 < clauses.size()
                    ? clauses.get(i + 1).from()
                    : paper.text().length();
            // Nothing before the first number is no opening.
            if (to > clause.from() || clauses.size() == 1) {
                closed.add(
                        new Clause(clause.path(), clause.parent(), clause.kind(), clause.label(), clause.from(), to));
            }
        }
        return closed;
    }

    private boolean isAnnexList(Line line) {
        return ANNEX_LIST.matcher(line.words()).matches() && open.stream().noneMatch(each -> each.rank == Rank.ANNEX);
    }

    private void toRoot() {
        while (open.size() > 1) {
            open.pop();
        }
    }

    /** The index of the list's last line. */
    private int endOfList(int first) {
        var last = first;
        for (var i = first + 1; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!line.isBlank() && !LIST_ENTRY.matcher(line.words()).matches()) {
                break;
            }
            last = i;
        }
        return last;
    }

    /** Where those who sign stand, after the first clause and before the first annex; -1 for nowhere. */
    private int signatureLine() {
        var numbered = false;
        for (var i = 0; i < lines.size(); i++) {
            var words = lines.get(i).words();
            if (words.isEmpty()) {
                continue;
            }
            if (annex(i) != null) {
                return -1;
            }
            if (numbered && Signature.at(lines, i).isPresent()) {
                return i;
            }
            numbered = numbered
                    || MARKS.values().stream()
                            .anyMatch(mark -> mark.matcher(words).lookingAt());
        }
        return -1;
    }

    private @Nullable Matcher annex(int at) {
        var match = ANNEX.matcher(lines.get(at).words());
        if (!match.matches()) {
            return null;
        }
        var withTitle = match.group(3) != null;
        if (withTitle && match.group(2) == null) {
            return null;
        }
        // 附件1:… right before 附件2:… is a list of annexes, and a sentence is none.
        return withTitle && (match.group(3).matches(".*[。；;，,].*") || followedByAnnex(at)) ? null : match;
    }

    private boolean followedByAnnex(int at) {
        for (var i = at + 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                return lines.get(i).words().startsWith("附件");
            }
        }
        return false;
    }

    private boolean beginsAnnex(int at) {
        var match = annex(at);
        if (match == null) {
            return false;
        }
        toRoot();
        tableWithNumbers = false;
        var number = match.group(2);
        var label = match.group(1)
                + (number == null
                        ? ""
                        : ChineseNumber.parse(number).isPresent()
                                ? String.valueOf(ChineseNumber.parse(number).getAsInt())
                                : number);
        begin(ClauseKind.ANNEX, label, label, Rank.ANNEX, lines.get(at).start());
        return true;
    }

    private void beginsClause(int at) {
        var line = lines.get(at);
        if (line.words().equals("序号")) {
            tableWithNumbers = true;
            return;
        }
        if (tableWithNumbers && NUMBER_ALONE.matcher(line.words()).matches()) {
            var number = Integer.parseInt(line.words());
            if (number == lastOf(Rank.ROW) + 1) {
                point(Rank.ROW, number, at);
            }
            return;
        }
        for (var rank : Rank.values()) {
            var mark = MARKS.get(rank);
            if (mark != null) {
                var match = mark.matcher(line.words());
                if (match.lookingAt()) {
                    var number = number(match);
                    if (goesOn(rank, number, match.group())) {
                        point(rank, number, at);
                        return;
                    }
                }
            }
        }
        var unclosed = UNCLOSED.matcher(line.words());
        if (unclosed.lookingAt()) {
            var number = number(unclosed);
            if (number > 1 && number == lastOf(Rank.HAN_IN_BRACKETS) + 1) {
                point(Rank.HAN_IN_BRACKETS, number, at);
            }
        } else if (HEADING_WITHOUT_NUMBER.matcher(line.words()).matches()) {
            var number = lastOf(Rank.HAN) + 1;
            var next = nextHan[at];
            if (next == -1 ? number > 1 : next == number + 1) {
                point(Rank.HAN, number, at);
            }
        }
    }

    /** -1 for what is none. */
    private static int number(Matcher match) {
        var plain = match.group(1);
        if (plain != null && FIRST_SIGNS.indexOf(block(plain.charAt(0))) < 0) {
            return ChineseNumber.parse(plain).orElse(-1);
        }
        var sign = (plain == null ? match.group(2) : plain).charAt(0);
        return sign - block(sign) + 1;
    }

    /** The first sign of the block that a sign with its number inside belongs to. */
    private static char block(char sign) {
        return sign >= '\u3220' && sign <= '\u3229'
                ? '\u3220'
                : sign >= '\u2488' && sign <= '\u249b'
                        ? '\u2488'
                        : sign >= '\u2474' && sign <= '\u2487'
                                ? '\u2474'
                                : sign >= '\u2460' && sign <= '\u2473' ? '\u2460' : sign;
    }

    /** For each line the number of the next clause 一、 after it, before any annex; -1 for none. */
    private int[] numbersAhead() {
        var ahead = new int[lines.size()];
        var next = -1;
        for (var i = lines.size() - 1; i >= 0; i--) {
            ahead[i] = next;
            var match = HAN_MARK.matcher(lines.get(i).words());
            next = annex(i) != null ? -1 : match.lookingAt() ? number(match) : next;
        }
        return ahead;
    }

    /** Whether the number can be the next one of its rank where it stands. */
    private boolean goesOn(Rank rank, int number, String mark) {
        var last = lastOf(rank);
        return switch (rank) {
            case ANNEX, ROW -> false;
            // Articles are counted through all chapters.
            case BOOK, CHAPTER, SECTION, ARTICLE -> number > 0 && (last == 0 || number == 1 || isAhead(number, last));
            case HAN -> number == 1 || (number > 0 && (last == 0 || isAhead(number, last)));
            case HAN_IN_BRACKETS, DIGIT, CIRCLED ->
                number == 1 || (isAhead(number, last) && (last > 0 || number <= LARGEST_GAP));
            // 8) may as well be the rest of 8分).
            case DIGIT_IN_BRACKETS ->
                number == 1 || (mark.matches("[(（⑴-⒇].*") ? isAhead(number, last) : number == last + 1);
        };
    }

    private static boolean isAhead(int number, int last) {
        return number > last && number <= last + LARGEST_GAP;
    }

    /** The number of the last clause of this rank in what is open; 0 for none. */
    private int lastOf(Rank rank) {
        if (rank == Rank.ARTICLE) {
            return counterOfArticles().last.getOrDefault(rank, 0);
        }
        return parentOf(rank).last.getOrDefault(rank, 0);
    }

    private Open counterOfArticles() {
        return open.stream()
                .filter(each -> each.rank == null || each.rank == Rank.ANNEX)
                .findFirst()
                .orElseThrow();
    }

    private Open parentOf(Rank rank) {
        return open.stream()
                .filter(each -> each.rank == null || each.rank.compareTo(rank) < 0)
                .findFirst()
                .orElseThrow();
    }

    private void point(Rank rank, int number, int at) {
        var last = lastOf(rank);
        while (open.getFirst() != parentOf(rank)) {
            open.pop();
        }
        if (number == 1 && last > 0 && rank.compareTo(Rank.HAN) > 0) {
            introduced(rank, at);
        }
        (rank == Rank.ARTICLE ? counterOfArticles() : open.getFirst()).last.put(rank, number);
        begin(
                kind(rank),
                label(rank, number),
                printed(rank, number),
                rank,
                lines.get(at).start());
    }

    /** Where a list begins anew, the line before it may introduce it; then that line is a clause, and the list part of it. */
    private void introduced(Rank rank, int at) {
        var before = at - 1;
        while (before >= 0 && lines.get(before).isBlank()) {
            before--;
        }
        var line = lines.get(before);
        if (line.words().matches(".*[:：]") && line.start() > clauses.getLast().from()) {
            begin(ClauseKind.PARAGRAPH, "段", "段", justWider(rank), line.start());
        }
    }

    private static Rank justWider(Rank rank) {
        return switch (rank) {
            case ANNEX, BOOK, CHAPTER, SECTION, ARTICLE, HAN -> throw new IllegalArgumentException(rank.name());
            case HAN_IN_BRACKETS -> Rank.HAN;
            case ROW -> Rank.HAN_IN_BRACKETS;
            case DIGIT -> Rank.ROW;
            case DIGIT_IN_BRACKETS -> Rank.DIGIT;
            case CIRCLED -> Rank.DIGIT_IN_BRACKETS;
        };
    }

    private void begin(ClauseKind kind, String segment, String label, @Nullable Rank rank, int from) {
        var parent = rank == null ? "" : open.getFirst().path;
        var path = parent.isEmpty() ? segment : parent + "/" + segment;
        var same = siblings.merge(path, 1, Integer::sum);
        var unique = same == 1 ? path : path + "~" + same;
        clauses.add(new Clause(unique, parent.isEmpty() ? null : parent, kind, label, from, from));
        if (rank != null) {
            open.push(new Open(rank, unique));
        }
    }

    private static ClauseKind kind(Rank rank) {
        return switch (rank) {
            case ANNEX -> ClauseKind.ANNEX;
            case BOOK, CHAPTER, SECTION -> ClauseKind.CHAPTER;
            case ARTICLE -> ClauseKind.ARTICLE;
            case HAN, HAN_IN_BRACKETS, ROW, DIGIT, DIGIT_IN_BRACKETS, CIRCLED -> ClauseKind.POINT;
        };
    }

    private static String label(Rank rank, int number) {
        return switch (rank) {
            case HAN -> ChineseNumber.of(number);
            case ROW -> "行" + number;
            case DIGIT -> String.valueOf(number);
            default -> printed(rank, number);
        };
    }

    private static String printed(Rank rank, int number) {
        return switch (rank) {
            case BOOK -> "第" + ChineseNumber.of(number) + "编";
            case CHAPTER -> "第" + ChineseNumber.of(number) + "章";
            case SECTION -> "第" + ChineseNumber.of(number) + "节";
            case ARTICLE -> "第" + ChineseNumber.of(number) + "条";
            case HAN -> ChineseNumber.of(number) + "、";
            case HAN_IN_BRACKETS -> "(" + ChineseNumber.of(number) + ")";
            case DIGIT -> number + ".";
            case DIGIT_IN_BRACKETS -> "(" + number + ")";
            case CIRCLED -> number <= 20 ? String.valueOf((char) ('\u2460' + number - 1)) : "(" + number + ")";
            case ANNEX, ROW -> String.valueOf(number);
        };
    }
}
