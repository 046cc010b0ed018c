package cn.zhengping.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Actor;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvidenceRevisionTest {

    private static final UUID FILE = new UUID(0, 1);
    private static final RevisionFile PAPER = new RevisionFile(FILE, "通知.pdf", "aa");

    private static String digest(
            String title, @Nullable String note, EvidenceContent content, List<RevisionFile> files, int number) {
        return new EvidenceRevision(
                        new UUID(0, number),
                        number,
                        new NewRevision(title, note, content),
                        files,
                        new Actor(new UUID(0, 7), "某某", null, Set.of()),
                        Instant.EPOCH.plusSeconds(number))
                .digest();
    }

    @Test
    void the_digest_is_over_what_is_said_and_not_over_who_said_it_when() {
        assertThat(digest("通知", null, new EvidenceContent.Document(FILE), List.of(PAPER), 1))
                .isEqualTo(digest(" 通知 ", " ", new EvidenceContent.Document(FILE), List.of(PAPER), 2));
    }

    @Test
    void whatever_is_said_differently_changes_the_digest() {
        var document = new EvidenceContent.Document(FILE);
        var digests = List.of(
                digest("通知", null, document, List.of(PAPER), 1),
                digest("公告", null, document, List.of(PAPER), 1),
                digest("通知", "第三页", document, List.of(PAPER), 1),
                digest("通知", null, document, List.of(new RevisionFile(FILE, "通知.pdf", "ab")), 1),
                digest("通知", null, document, List.of(new RevisionFile(FILE, "公告.pdf", "aa")), 1),
                digest("通知", null, new EvidenceContent.Photo(FILE), List.of(PAPER), 1),
                digest("通知", null, new EvidenceContent.Link("https://a.example", FILE), List.of(PAPER), 1),
                digest("通知", null, new EvidenceContent.Link("https://b.example", FILE), List.of(PAPER), 1),
                digest("通知", null, new EvidenceContent.Reason("不公开", List.of(FILE)), List.of(PAPER), 1),
                digest("通知", null, new EvidenceContent.Reason("不存在", List.of(FILE)), List.of(PAPER), 1),
                digest("通知", null, new EvidenceContent.Reason("不公开", List.of()), List.of(), 1));

        assertThat(new HashSet<>(digests)).hasSize(digests.size());
    }

    @Test
    void the_digest_of_what_was_written_long_ago_is_still_the_same() {
        assertThat(digest("通知", "第三页", new EvidenceContent.Document(FILE), List.of(PAPER), 1))
                .isEqualTo("db01f5e1fa5f24c7e6c8e0dff1fa6713cef754ef8ace8c888cf80ba6e29be092");
    }
}
