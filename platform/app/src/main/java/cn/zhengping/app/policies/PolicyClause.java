package cn.zhengping.app.policies;

import cn.zhengping.search.Passage;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A clause of a document. Its id is made of the document and the path, so that the same clause of a text that is imported
 * again is the same to whoever cites it.
 */
@Entity
class PolicyClause {

    private static final int LONGEST_HEADING = 40;
    private static final Pattern MARK = Pattern.compile("^\\s*(?:附[件录表]\\S{0,3}(?=\\s|$)|[0-9]{1,3}$|第\\S{1,5}[编章节条]|["
            + ChineseNumber.SIGNS + "]{1,5}[、.．]|[(（]?[" + ChineseNumber.SIGNS
            + "]{1,5}[)）]|[(（]?[0-9０-９]{1,3}[)）.．、]|[\\u2460-\\u249b\\u3220-\\u3229、])\\s*");

    @Id
    private UUID id;

    private UUID documentId;
    private int position;
    private String path;
    private @Nullable UUID parentId;

    @Enumerated(EnumType.STRING)
    private ClauseKind kind;

    private String label;
    private String text;
    private @Nullable Integer page;
    private int[] breakAt;
    private int[] breakPage;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected PolicyClause() {}

    private PolicyClause(UUID documentId, int position, ClauseSplitter.Clause clause, PaperText paper) {
        this.id = id(documentId, clause.path());
        this.documentId = documentId;
        this.position = position;
        this.path = clause.path();
        this.parentId = clause.parent() == null ? null : id(documentId, clause.parent());
        this.kind = clause.kind();
        this.label = clause.label();
        this.text = paper.text().substring(clause.from(), clause.to());
        this.page = paper.pageAt(clause.from());
        var breaks = paper.pageBreaks(clause.from(), clause.to());
        this.breakAt = breaks.stream().mapToInt(PaperText.PageBreak::at).toArray();
        this.breakPage = breaks.stream().mapToInt(PaperText.PageBreak::page).toArray();
    }

    static UUID id(UUID documentId, String path) {
        return UUID.nameUUIDFromBytes((documentId + "/" + path).getBytes(StandardCharsets.UTF_8));
    }

    /** In the order of the paper. */
    static List<PolicyClause> of(UUID documentId, PaperText paper, List<ClauseSplitter.Clause> clauses) {
        var all = new ArrayList<PolicyClause>();
        for (var clause : clauses) {
            all.add(new PolicyClause(documentId, all.size(), clause, paper));
        }
        return all;
    }

    /** The text page by page, without blanks around. */
    List<Passage> passages() {
        var passages = new ArrayList<Passage>();
        var from = 0;
        var on = page;
        for (var i = 0; i <= breakAt.length; i++) {
            var to = i < breakAt.length ? breakAt[i] : text.length();
            var words = text.substring(from, to).strip();
            if (!words.isEmpty()) {
                passages.add(new Passage(on, words));
            }
            if (i < breakAt.length) {
                from = to;
                on = breakPage[i];
            }
        }
        return passages;
    }

    /** What its first line or sentence says, if that is short; null where the text begins at once. */
    @Nullable
    String heading() {
        if (kind == ClauseKind.OPENING) {
            return null;
        }
        var words = text.lines()
                .map(line -> MARK.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse("");
        var end = words.indexOf('。');
        var heading = end < 0 ? words : words.substring(0, end);
        return heading.isEmpty() || heading.length() > LONGEST_HEADING ? null : heading;
    }

    int depth() {
        return (int) path.chars().filter(sign -> sign == '/').count();
    }

    UUID id() {
        return id;
    }

    UUID documentId() {
        return documentId;
    }

    int position() {
        return position;
    }

    String path() {
        return path;
    }

    @Nullable
    UUID parentId() {
        return parentId;
    }

    ClauseKind kind() {
        return kind;
    }

    String label() {
        return label;
    }

    String text() {
        return text;
    }

    @Nullable
    Integer page() {
        return page;
    }
}
