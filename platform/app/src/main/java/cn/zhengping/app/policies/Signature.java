package cn.zhengping.app.policies;

import cn.zhengping.app.policies.PaperText.Line;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 落款: one or more authorities, and under them the day.
 *
 * @param issuers the lines of the authorities, in order
 * @param day the line of the day
 * @param sure false where the day's 年, 月 and 日 were lost
 */
record Signature(List<Line> issuers, Line day, LocalDate date, boolean sure) {

    /** What authorities are called at the end of their names. */
    private static final Pattern AUTHORITY = Pattern.compile(
            "[\\p{IsHan}()（）、·“”\\s]{2,59}(?:府|局|委|委员会|办|办公室|厅|部|院|中心|组|会|署|室|处|所|站|公司|党委|法院|检察院|团|社|行|队|县|市|省|镇|乡|街道)");

    private static final int MOST_ISSUERS = 6;

    static boolean isAuthority(String words) {
        return AUTHORITY.matcher(words).matches();
    }

    /** The one that begins with this line. */
    static Optional<Signature> at(List<Line> lines, int first) {
        var issuers = new ArrayList<Line>();
        for (var i = first; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.isBlank()) {
                continue;
            }
            if (issuers.size() < MOST_ISSUERS && isAuthority(line.words())) {
                issuers.add(line);
                continue;
            }
            if (issuers.isEmpty()) {
                return Optional.empty();
            }
            var written = PaperDate.alone(line.words());
            return written.or(() -> PaperDate.withoutSigns(line.words()))
                    .map(date -> new Signature(List.copyOf(issuers), line, date, written.isPresent()));
        }
        return Optional.empty();
    }
}
