package cn.zhengping.app.policies;

import cn.zhengping.app.policies.PaperText.Line;
import cn.zhengping.app.policies.ProposedMetadata.Place;
import cn.zhengping.app.policies.ProposedMetadata.Read;
import cn.zhengping.app.policies.ProposedMetadata.Repeal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a paper what it says about itself. Its own number and title stand in its head, before the first sentence; what
 * is cited further down is not its own.
 */
final class MetadataReader {

    private static final int LINES_OF_HEAD = 40;
    private static final int LONGEST_TITLE = 200;
    private static final int SHORTEST_TITLE = 8;
    private static final int LINES_OF_TITLE = 4;

    private static final Pattern TITLE = Pattern.compile(".*(?:通知|意见|方案|办法|细则|规定|决定|公告|通告|公报|命令|批复|复函|函|报告"
            + "|请示|条例|规划|计划|纲要|标准|规范|指南|目录|要点|制度|规则|预案|清单|章程|决议|通报|议案|纪要|措施|导则|规程|指引)"
            + "(?:\\s*[(（][^()（）]{1,20}[)）])*");

    /** 首页 > 政策文件, 来源:…: around a paper on the web. */
    private static final Pattern OF_WEB_PAGE = Pattern.compile(".*[>|:：；;。].*");

    private static final String COLON = "\\s*[:：]\\s*";
    private static final Pattern NUMBER_FIELD = Pattern.compile("(?:发文字号|文件编号|发文号|文\\s*号)" + COLON + "(\\S.{0,60})");
    private static final Pattern ISSUER_FIELD =
            Pattern.compile("(?:发文机关|发文单位|制发机关|发布机构|发布机关)" + COLON + "([\\p{IsHan}()（）、]{3,60})");
    private static final Pattern TITLE_FIELD = Pattern.compile("(?:标\\s*题|文件名称|名\\s*称)" + COLON + "(\\S.{3,200})");
    private static final Pattern DATE_FIELD = dateField("成文日期|发文日期");
    private static final Pattern WEB_DATE_FIELD = dateField("发布时间|发布日期|印发日期|日\\s*期|时\\s*间");
    private static final Pattern LETTERHEAD = Pattern.compile("([\\p{IsHan}()（）、]{3,60})文件");
    private static final Pattern ORDER = Pattern.compile("([\\p{IsHan}]{2,30}令)");
    private static final Pattern ORDER_NUMBER = Pattern.compile("[(（]?\\s*第\\s*[0-9０-９]{1,5}\\s*号\\s*[)）]?");

    private static final String FROM_ISSUE = "(?:印发|发布|公布|下发)之日";
    private static final String IN_FORCE = "(?:正式)?(?:施行|实施|执行|生效)";
    private static final Pattern IN_FORCE_FROM =
            Pattern.compile("自\\s*" + PaperDate.WRITTEN + "\\s*(?:起|开始)\\s*" + IN_FORCE);
    private static final Pattern IN_FORCE_FROM_ISSUE = Pattern.compile(
            "自" + FROM_ISSUE + "(?:起)?([0-9０-９" + ChineseNumber.SIGNS + "]{1,3})?(?:个)?(日|天|月)?(?:后|起)?" + IN_FORCE);
    private static final Pattern VALID_UNTIL = Pattern.compile("有效期(?:限)?[为是]?\\s*(?:截?至|到)\\s*" + PaperDate.WRITTEN);
    private static final Pattern VALID_FOR =
            Pattern.compile("(?:有效期(?:限)?|试行期|暂行期)[为是]?\\s*([0-9０-９" + ChineseNumber.SIGNS + "两]{1,3})\\s*(年|个月)");
    private static final Pattern REPEALING = Pattern.compile("同时废止|即行废止|予以废止|自行废止|停止执行");
    private static final Pattern END_OF_SENTENCE = Pattern.compile("[。；;\\n]");
    private static final int LONGEST_SENTENCE = 600;
    private static final Pattern QUOTED = Pattern.compile("《([^《》]{2,200}(?:《[^《》]{1,100}》[^《》]{0,100})*)》");

    private final PaperText paper;
    private final List<Line> lines;
    private final List<Line> head;
    private final @Nullable Signature signature;

    private MetadataReader(PaperText paper) {
        this.paper = paper;
        this.lines = paper.lines();
        this.head = head(lines);
        this.signature = signature();
    }

    static ProposedMetadata read(PaperText paper) {
        return new MetadataReader(paper).read();
    }

    private ProposedMetadata read() {
        var issuedOn = issuedOn();
        var effectiveFrom = effectiveFrom(issuedOn);
        var title = title();
        return new ProposedMetadata(
                number(),
                title,
                issuer(title),
                issuedOn,
                effectiveFrom,
                validUntil(effectiveFrom != null ? effectiveFrom : issuedOn),
                repeals());
    }

    private static Pattern dateField(String names) {
        return Pattern.compile(
                "(?:" + names + ")" + COLON + "(?:" + PaperDate.WRITTEN + "|" + PaperDate.TECHNICAL + ")");
    }

    /** What is written before the first sentence. */
    private static List<Line> head(List<Line> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank())
                .limit(LINES_OF_HEAD)
                .takeWhile(line -> line.words().indexOf('。') < 0)
                .toList();
    }

    /** The first one: what a notice encloses is not signed again. */
    private @Nullable Signature signature() {
        for (var i = 0; i < lines.size(); i++) {
            var signed = lines.get(i).isBlank() ? Optional.<Signature>empty() : Signature.at(lines, i);
            if (signed.isPresent()) {
                return signed.get();
            }
        }
        return null;
    }

    private @Nullable Read<DocumentNumber> number() {
        for (var i = 0; i < head.size(); i++) {
            var line = head.get(i);
            var field = NUMBER_FIELD.matcher(line.words());
            var words = field.find() ? field.group(1) : line.words();
            var number = DocumentNumber.parse(words)
                    .or(() -> field.hasMatch()
                            ? DocumentNumber.findIn(words).stream()
                                    .map(DocumentNumber.Found::number)
                                    .findFirst()
                            : Optional.empty());
            if (number.isPresent()) {
                return sure(number.get(), line, line);
            }
            if (i > 0
                    && ORDER_NUMBER.matcher(line.words()).matches()
                    && ORDER.matcher(head.get(i - 1).words()).matches()) {
                var before = head.get(i - 1);
                var order = DocumentNumber.parse(before.words() + line.words());
                if (order.isPresent()) {
                    return sure(order.get(), before, line);
                }
            }
        }
        return null;
    }

    private @Nullable Read<String> title() {
        for (var line : head) {
            var field = TITLE_FIELD.matcher(line.words());
            if (field.lookingAt() && TITLE.matcher(field.group(1)).matches()) {
                return sure(joined(field.group(1)), line, line);
            }
        }
        for (var first = 0; first < head.size(); first++) {
            var last = endOfTitle(first);
            if (last >= 0) {
                var words =
                        head.subList(first, last + 1).stream().map(Line::words).collect(Collectors.joining());
                return sure(joined(words), head.get(first), head.get(last));
            }
        }
        return null;
    }

    /** The index of the last line of the title that begins in this line; -1 if none does. */
    private int endOfTitle(int first) {
        var words = new StringBuilder();
        for (var i = first; i < head.size() && i < first + LINES_OF_TITLE; i++) {
            var line = head.get(i).words();
            var mayGoOn = i == first + 1
                    ? words.indexOf("关于") >= 0 || (line.startsWith("关于") && Signature.isAuthority(words.toString()))
                    : i == first || words.indexOf("关于") >= 0;
            if (!mayGoOn
                    || OF_WEB_PAGE.matcher(line).matches()
                    || DocumentNumber.parse(line).isPresent()) {
                return -1;
            }
            words.append(line);
            if (words.length() >= SHORTEST_TITLE
                    && words.length() <= LONGEST_TITLE
                    && TITLE.matcher(words).matches()) {
                return i;
            }
        }
        return -1;
    }

    /** Without the blanks that a line break or the layout has put between Chinese characters. */
    private static String joined(String words) {
        return words.replaceAll("(?<![A-Za-z0-9])[\\s\\u00a0\\u3000]+|[\\s\\u00a0\\u3000]+(?![A-Za-z0-9])", "");
    }

    private @Nullable Read<String> issuer(@Nullable Read<String> title) {
        for (var line : head) {
            var field = ISSUER_FIELD.matcher(line.words());
            if (field.find()) {
                return sure(field.group(1), line, line);
            }
        }
        if (signature != null) {
            var names = signature.issuers().stream()
                    .flatMap(line -> List.of(line.words().split("\\s+")).stream())
                    .collect(Collectors.joining("、"));
            return sure(
                    names, signature.issuers().getFirst(), signature.issuers().getLast());
        }
        for (var line : head) {
            var letterhead = LETTERHEAD.matcher(line.words());
            if (letterhead.matches() && Signature.isAuthority(letterhead.group(1))) {
                return sure(letterhead.group(1), line, line);
            }
        }
        if (title != null) {
            var about = title.value().indexOf("关于");
            if (about > 0 && Signature.isAuthority(title.value().substring(0, about))) {
                return new Read<>(title.value().substring(0, about), true, title.place());
            }
        }
        return null;
    }

    private @Nullable Read<LocalDate> issuedOn() {
        var field = dateIn(DATE_FIELD, true);
        if (field != null) {
            return field;
        }
        if (signature != null) {
            return new Read<>(signature.date(), signature.sure(), place(signature.day(), signature.day()));
        }
        return dateIn(WEB_DATE_FIELD, false);
    }

    private @Nullable Read<LocalDate> dateIn(Pattern field, boolean sure) {
        for (var line : head) {
            var match = field.matcher(line.words());
            if (match.find()) {
                var date = PaperDate.of(match, match.group(1) == null ? 4 : 1);
                if (date.isPresent()) {
                    return new Read<>(date.get(), sure, place(line, line));
                }
            }
        }
        return null;
    }

    private @Nullable Read<LocalDate> effectiveFrom(@Nullable Read<LocalDate> issuedOn) {
        var text = paper.text();
        var onDay = IN_FORCE_FROM.matcher(text);
        while (onDay.find()) {
            var date = PaperDate.of(onDay, 1);
            if (date.isPresent()) {
                return new Read<>(date.get(), true, place(onDay.start(), onDay.end()));
            }
        }
        var fromIssue = IN_FORCE_FROM_ISSUE.matcher(text);
        if (issuedOn == null || !fromIssue.find()) {
            return null;
        }
        var place = place(fromIssue.start(), fromIssue.end());
        if (fromIssue.group(1) == null) {
            return new Read<>(issuedOn.value(), issuedOn.sure(), place);
        }
        var later = ChineseNumber.parse(fromIssue.group(1));
        // Whether the day of issue counts, papers do not say.
        return later.isEmpty()
                ? null
                : new Read<>(
                        "月".equals(fromIssue.group(2))
                                ? issuedOn.value().plusMonths(later.getAsInt())
                                : issuedOn.value().plusDays(later.getAsInt()),
                        false,
                        place);
    }

    /** @param begins when its validity begins */
    private @Nullable Read<LocalDate> validUntil(@Nullable Read<LocalDate> begins) {
        var until = VALID_UNTIL.matcher(paper.text());
        while (until.find()) {
            var date = PaperDate.of(until, 1);
            if (date.isPresent()) {
                return new Read<>(date.get(), true, place(until.start(), until.end()));
            }
        }
        var duration = VALID_FOR.matcher(paper.text());
        if (begins == null || !duration.find()) {
            return null;
        }
        var length = ChineseNumber.parse(duration.group(1).replace('两', '二'));
        if (length.isEmpty()) {
            return null;
        }
        var end = duration.group(2).equals("年")
                ? begins.value().plusYears(length.getAsInt())
                : begins.value().plusMonths(length.getAsInt());
        return new Read<>(end.minusDays(1), begins.sure(), place(duration.start(), duration.end()));
    }

    private List<Read<Repeal>> repeals() {
        var repeals = new ArrayList<Read<Repeal>>();
        var read = 0;
        for (var word = REPEALING.matcher(paper.text()); word.find(); ) {
            var start = startOfSentence(Math.max(read, word.start() - LONGEST_SENTENCE), word.start());
            var sentence = paper.text().substring(start, word.start());
            read = word.end();
            for (var quoted = QUOTED.matcher(sentence); quoted.find(); ) {
                var rest = sentence.substring(quoted.end());
                var number = rest.matches("(?s)\\s*[(（].*")
                        ? DocumentNumber.findIn(rest).stream()
                                .filter(found -> rest.substring(0, found.from()).matches("\\s*[(（]\\s*"))
                                .map(DocumentNumber.Found::number)
                                .findFirst()
                                .orElse(null)
                        : null;
                repeals.add(new Read<>(
                        new Repeal(joined(quoted.group(1)), number),
                        true,
                        place(start + quoted.start(), start + quoted.end())));
            }
        }
        return repeals;
    }

    private int startOfSentence(int earliest, int end) {
        var start = earliest;
        for (var before = END_OF_SENTENCE.matcher(paper.text()).region(earliest, end); before.find(); ) {
            start = before.end();
        }
        return start;
    }

    private <T> Read<T> sure(T value, Line first, Line last) {
        return new Read<>(value, true, place(first, last));
    }

    private Place place(Line first, Line last) {
        var from = paper.text().indexOf(first.words(), first.start());
        return place(
                from,
                paper.text().indexOf(last.words(), last.start()) + last.words().length());
    }

    private Place place(int from, int to) {
        return new Place(from, to, paper.pageAt(from), paper.text().substring(from, to));
    }
}
