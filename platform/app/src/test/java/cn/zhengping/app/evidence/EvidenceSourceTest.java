package cn.zhengping.app.evidence;

import static cn.zhengping.app.evidence.EvidenceFixture.GONGJING;
import static cn.zhengping.app.evidence.EvidenceFixture.link;
import static cn.zhengping.app.evidence.EvidenceFixture.made;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.zhengping.app.search.EntriesChanged;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Passage;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** How much is read for the index at a time. */
@ApplicationTest
@RecordApplicationEvents
class EvidenceSourceTest {

    private static final int PAGE = 4_000;

    @Autowired
    private People people;

    @Autowired
    private EvidenceSource source;

    @Autowired
    private EvidenceNews news;

    @Autowired
    private EvidenceRepository evidence;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ApplicationEvents events;

    @LocalServerPort
    private int port;

    private <T> T here(Supplier<T> work) {
        return CurrentTenant.call(
                new TenantCode(GONGJING), () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    /** A file whose text is said to be of this length, once it has been read. */
    private String file(EvidenceFixture all, String name, int characters) {
        var file = all.uploaded(
                all.clerk,
                Map.of("unit", all.units.getFirst()),
                name,
                (name + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
        var id = UUID.fromString(file);
        await().until(() -> here(() -> jdbc.sql("select state from stored_file where id = ?")
                        .param(id)
                        .query(String.class)
                        .single())
                .equals("READ"));
        here(() -> jdbc.sql("delete from file_page where file_id = ?").param(id).update()
                + jdbc.sql("""
                        insert into file_page (file_id, at, number, text)
                        select ?, page, page + 1, repeat('章', ?) from generate_series(0, ? - 1) page""").params(id, PAGE, characters / PAGE).update()
                + jdbc.sql("update stored_file set characters = ? where id = ?")
                        .params(characters, id)
                        .update());
        return file;
    }

    private static String id(JsonNode made) {
        return made.get("id").asString();
    }

    private static int characters(Entry entry) {
        return entry.passages().stream()
                .map(Passage::text)
                .mapToInt(String::length)
                .sum();
    }

    @Test
    void no_more_text_is_held_at_a_time_than_fits_and_nothing_is_left_out() {
        var all = new EvidenceFixture(people, port);
        var unit = all.units.getFirst();
        var ids = Stream.concat(
                        IntStream.range(0, 4)
                                .mapToObj(number -> id(made(
                                        all.clerk,
                                        unit,
                                        "长文" + number,
                                        Map.of("file", file(all, number + ".txt", 1_200_000))))),
                        Stream.of(id(link(all.clerk, unit, "网址"))))
                .toList();

        var parts = here(() -> source.parts(ids, 1).toList());

        assertThat(parts)
                .allSatisfy(part -> assertThat(part.stream()
                                .mapToInt(EvidenceSourceTest::characters)
                                .sum())
                        .isLessThanOrEqualTo(EvidenceSource.MOST_AT_ONCE + PAGE));
        assertThat(parts.stream().flatMap(List::stream).map(entry -> entry.key().id()))
                .containsExactlyElementsOf(ids);
        assertThat(parts).extracting(List::size).containsExactly(2, 3);
    }

    @Test
    void of_many_long_copies_as_much_is_indexed_as_of_the_longest_file() {
        var all = new EvidenceFixture(people, port);
        var copies = Stream.of("一.txt", "二.txt", "三.txt")
                .map(name -> file(all, name, 1_200_000))
                .toList();
        var reason = made(
                all.clerk, all.units.getFirst(), "不公开", Map.of("reason", Map.of("words", "涉及个人信息", "copies", copies)));

        var entry = here(() -> source.entries(List.of(id(reason)), 1)).getFirst();

        assertThat(characters(entry)).isBetween(EvidenceSource.LONGEST, EvidenceSource.LONGEST + PAGE);
        assertThat(entry.passages().getFirst().text()).isEqualTo("涉及个人信息");
    }

    @Test
    void of_revisions_that_nobody_asks_for_no_files_are_read() {
        var all = new EvidenceFixture(people, port);
        var made = id(link(all.clerk, all.units.getFirst(), "网址"));
        // More than a statement takes as parameters.
        here(() -> jdbc.sql("""
                        insert into evidence_revision (id, evidence_id, number, kind, title, files, digest, made_at, made_by, made_by_name)
                        select gen_random_uuid(), evidence_id, 2, kind, title, files, digest, made_at, made_by, made_by_name
                        from (select evidence_id, kind, title, digest, made_at, made_by, made_by_name
                                from evidence_revision where evidence_id = ?) first,
                            (select jsonb_agg(jsonb_build_object(
                                    'fileId', gen_random_uuid(), 'name', 'x.txt', 'sha256', repeat('0', 64))) as files
                                from generate_series(1, 70000)) many""").param(UUID.fromString(made)).update());

        assertThat(here(() -> source.entries(List.of(made), 1))).hasSize(1);
    }

    @Test
    void evidence_with_more_entries_than_one_event_names_is_indexed() {
        var all = new EvidenceFixture(people, port);
        var made = UUID.fromString(id(link(all.clerk, all.units.getFirst(), "网址")));
        here(() -> jdbc.sql("""
                        insert into attachment (id, evidence_id, target_key, standard, standard_id, criterion, organiser, campaign_id,
                            application_id, area, revision, late, state, change, attached_at, attached_by, attached_by_name)
                        select gen_random_uuid(), ?, number::text, 'testland@1.0.0/centre', 'centre', 'hall.sign', '510300',
                            gen_random_uuid(), gen_random_uuid(), '510303', 1, false, 'STANDING', 1, now(), gen_random_uuid(), '某某'
                        from generate_series(1, ?) number""").params(made, EntriesChanged.MOST).update());
        events.clear();

        here(() -> {
            news.indexed(evidence.findById(made).orElseThrow());
            return true;
        });

        var told = events.stream(EntriesChanged.class)
                .filter(changed -> changed.kind() == EntryKind.EVIDENCE)
                .flatMap(changed -> changed.ids().stream())
                .filter(id -> id.startsWith(made.toString()))
                .collect(Collectors.toSet());
        assertThat(told).hasSize(EntriesChanged.MOST + 1);
        assertThat(here(() -> source.entries(told, 1))).hasSameSizeAs(told);
    }
}
