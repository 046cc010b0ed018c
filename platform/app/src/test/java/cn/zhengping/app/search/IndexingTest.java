package cn.zhengping.app.search;

import static cn.zhengping.app.search.Finding.SEARCH;
import static cn.zhengping.app.search.Finding.SUGGEST;
import static cn.zhengping.app.search.Finding.eventually;
import static cn.zhengping.app.search.Finding.found;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.access.Role;
import cn.zhengping.app.database.PlatformWork;
import cn.zhengping.app.events.Republication;
import cn.zhengping.app.search.Notes.Note;
import cn.zhengping.app.testing.Api;
import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import cn.zhengping.app.testing.UnsteadyIndex;
import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.SearchIndex;
import cn.zhengping.tenants.TenantCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 保山 and 昭通: the index follows what is committed, however often its engine is away. */
@ApplicationTest
class IndexingTest {

    private static final String BAOSHAN = "530500";
    private static final TenantCode HERE = new TenantCode(BAOSHAN);
    private static final String ZHAOTONG = "530600";
    private static final TenantCode THERE = new TenantCode(ZHAOTONG);

    private static final String STATUS =
            "{ searchIndexStatus { complete waiting oldest rebuilds { id tenant state entries tenants tenantsDone problem } } }";
    private static final String REBUILD = "mutation($t: String) { rebuildSearchIndex(tenant: $t) { id tenant state } }";
    private static final String FOLLOW =
            "subscription($id: ID!) { searchRebuild(id: $id) { state entries tenants tenantsDone failed problem } }";

    @Autowired
    private People people;

    @Autowired
    private Notes notes;

    @Autowired
    private UnsteadyIndex engine;

    @Autowired
    private SearchIndex index;

    @Autowired
    private IndexKeeper keeper;

    @Autowired
    private RebuildRunner runner;

    @Autowired
    private RebuildStore rebuilds;

    @Autowired
    private Republication republication;

    @Autowired
    private PlatformWork platform;

    @Autowired
    private JdbcClient jdbc;

    private Api here;
    private Api there;

    @BeforeEach
    void two_tenants() {
        people.tenant("530000");
        people.tenant(BAOSHAN);
        people.tenant(ZHAOTONG);
        here = people.as("ix-here", BAOSHAN, Role.TENANT_ADMIN);
        there = people.as("ix-there", ZHAOTONG, Role.TENANT_ADMIN);
    }

    @AfterEach
    void the_engine_is_back() {
        engine.up();
        notes.failOn(null);
        notes.dieOn(null, new InternalError());
    }

    private Note note(TenantCode tenant, String title) {
        return notes.write(tenant, Note.of(title, title, Set.of(Readers.members(tenant))));
    }

    /** As if a minute had passed. */
    private void later() {
        platform.run(() -> jdbc.sql("""
                        update event_publication
                        set publication_date = publication_date - interval '2 minutes',
                          last_resubmission_date = last_resubmission_date - interval '20 minutes'
                        where completion_date is null and event_type = ?""").param(EntriesChanged.class.getName()).update());
        republication.republish();
    }

    private static JsonNode status(Api somebody) {
        return somebody.ask(STATUS).get("searchIndexStatus");
    }

    private double metric(String name) {
        var answer = people.operator().get("/actuator/metrics/" + name);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(answer.body())
                .at("/measurements/0/value")
                .asDouble();
    }

    @Test
    void while_the_engine_is_away_nothing_is_lost_and_everything_else_works() {
        note(HERE, "断线之前");
        eventually(() ->
                found(here, "断线之前").size() == 1 && status(here).get("waiting").asInt() == 0);

        engine.down();
        note(HERE, "断线期间");
        assertThat(here.refused(SEARCH, "q", "断线")).isEqualTo("SEARCH_UNAVAILABLE");
        assertThat(here.refused(SUGGEST, "t", "断线")).isEqualTo("SEARCH_UNAVAILABLE");
        assertThat(here.post(SEARCH, Map.of("q", "x"), "en").body()).contains("Everything else works");
        assertThat(here.ask("{ units { edges { node { id } } } }").at("/units/edges"))
                .isNotNull();
        eventually(() -> status(here).get("waiting").asInt() == 1);
        assertThat(status(here).get("oldest").isString()).isTrue();
        assertThat(status(there).get("waiting").asInt()).isZero();
        later();
        eventually(() -> metric("zhengping.search.lag") >= 120);
        assertThat(metric("zhengping.search.waiting")).isGreaterThanOrEqualTo(1);
        assertThat(status(people.operator()).get("waiting").asInt()).isGreaterThanOrEqualTo(1);

        engine.up();
        eventually(() -> {
            later();
            return found(here, "断线期间").size() == 1
                    && status(here).get("waiting").asInt() == 0;
        });
        assertThat(found(here, "断线之前")).hasSize(1);
        assertThat(status(here).get("oldest").isNull()).isTrue();
    }

    @Test
    void metrics_are_for_the_platform_operator() {
        assertThat(here.get("/actuator/metrics").statusCode()).isEqualTo(403);
        assertThat(people.anonymous().get("/actuator/metrics").statusCode()).isEqualTo(401);
        assertThat(people.anonymous().get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(people.operator().get("/actuator/metrics").body()).contains("zhengping.search.lag");
    }

    @Test
    void what_was_handed_over_and_never_begun_is_handed_over_again() {
        engine.down();
        var note = note(HERE, "交付途中");
        eventually(() -> status(here).get("waiting").asInt() > 0);
        // As a crash leaves it, right after the registry has handed it over.
        platform.run(() -> jdbc.sql("""
                        update event_publication set status = 'RESUBMITTED', last_resubmission_date = now()
                        where completion_date is null and serialized_event like ?""").param("%" + note.id() + "%").update());
        engine.up();

        eventually(() -> {
            later();
            return found(here, "交付途中").size() == 1;
        });
    }

    @Test
    void whatever_is_committed_is_found_in_the_end() throws Exception {
        var random = new Random(20231120);
        var standing = new ConcurrentHashMap<UUID, String>();
        var ids = IntStream.range(0, 40).mapToObj(i -> UUID.randomUUID()).toList();
        engine.downIf(() -> ThreadLocalRandom.current().nextInt(3) == 0);
        var writers = new ArrayList<Callable<Boolean>>();
        for (var part = 0; part < 4; part++) {
            var own = ids.subList(part * 10, part * 10 + 10);
            var seed = random.nextLong();
            writers.add(() -> {
                var choice = new Random(seed);
                for (var step = 0; step < 50; step++) {
                    var id = own.get(choice.nextInt(own.size()));
                    if (choice.nextInt(4) == 0) {
                        notes.delete(HERE, id);
                        standing.remove(id);
                    } else {
                        var title = "混沌材料" + step + "号" + id;
                        notes.write(HERE, new Note(id, title, "混沌", Set.of(Readers.members(HERE)), null, null));
                        standing.put(id, title);
                    }
                }
                return true;
            });
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var written : threads.invokeAll(writers)) {
                written.get();
            }
        }
        engine.up();

        eventually(() -> {
            later();
            return status(here).get("waiting").asInt() == 0;
        });
        eventually(() -> Set.copyOf(found(here, "混沌材料")).equals(Set.copyOf(standing.values())));
    }

    @Test
    void one_that_cannot_be_read_keeps_none_of_the_others_out() {
        notes.failOn("读不出来");
        note(HERE, "读不出来");
        var others = IntStream.range(0, 20).mapToObj(i -> "读得出来" + i).toList();
        others.forEach(title -> note(HERE, title));

        eventually(() -> Set.copyOf(found(here, "\"读得出来\"")).equals(Set.copyOf(others)));
        assertThat(rebuilt(here, null).get("failed").asInt()).isEqualTo(1);
        assertThat(found(here, "\"读得出来\"")).hasSize(20);
        notes.failOn(null);
        eventually(() -> {
            later();
            return found(here, "\"读不出来\"").size() == 1;
        });
    }

    /** The last that the follower of a rebuild sees. */
    private JsonNode rebuilt(Api somebody, @Nullable String tenant) {
        var asked = tenant == null ? somebody.ask(REBUILD) : somebody.ask(REBUILD, "t", tenant);
        try (var events =
                somebody.follow(FOLLOW, "id", asked.at("/rebuildSearchIndex/id").asString())) {
            var last = events.map(event -> event.at("/data/searchRebuild"))
                    .filter(each -> !each.isMissingNode())
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
            assertThat(last.get("state").asString()).isEqualTo("DONE");
            return last;
        }
    }

    private static Entry strange(String tenant, String title) {
        return new Entry(
                new EntryKey(tenant, EntryKind.EVIDENCE, UUID.randomUUID().toString()),
                Set.of(Readers.members(new TenantCode(tenant))),
                Map.of(),
                title,
                null,
                null,
                List.of(),
                1);
    }

    @Test
    void a_rebuild_puts_what_is_missing_and_removes_what_is_not_there() {
        var kept = IntStream.range(0, 250).mapToObj(i -> note(HERE, "重建材料" + i)).toList();
        note(THERE, "重建材料邻居");
        eventually(() -> total(here, "\"重建材料\"") == 250 && total(there, "\"重建材料\"") == 1);
        index.remove(kept.stream()
                .limit(200)
                .map(note -> new EntryKey(BAOSHAN, EntryKind.EVIDENCE, note.id().toString()))
                .collect(Collectors.toSet()));
        index.put(List.of(strange(BAOSHAN, "重建材料多余的"), strange(ZHAOTONG, "重建材料邻居多余的")));
        eventually(() -> total(here, "\"重建材料\"") == 51 && total(there, "\"重建材料\"") == 2);

        var end = rebuilt(here, null);

        assertThat(end.get("tenants").asInt()).isEqualTo(1);
        assertThat(end.get("tenantsDone").asInt()).isEqualTo(1);
        assertThat(end.get("entries").asInt()).isGreaterThanOrEqualTo(250);
        eventually(() ->
                total(here, "\"重建材料\"") == 250 && found(here, "\"重建材料多余的\"").isEmpty());
        assertThat(total(there, "\"重建材料\"")).isEqualTo(2);

        rebuilt(people.operator(), ZHAOTONG);
        eventually(() -> total(there, "\"重建材料\"") == 1);
        index.put(List.of(strange(BAOSHAN, "重建材料又多余的"), strange(ZHAOTONG, "重建材料邻居又多余的")));
        assertThat(rebuilt(people.operator(), null).get("tenants").asInt()).isGreaterThan(2);
        eventually(() -> total(here, "\"重建材料\"") == 250 && total(there, "\"重建材料\"") == 1);
    }

    private static int total(Api somebody, String query) {
        return Finding.search(somebody, query).get("totalCount").asInt();
    }

    @Test
    void a_rebuild_goes_on_when_the_engine_is_back() {
        note(HERE, "续建材料");
        eventually(() -> found(here, "续建材料").size() == 1);
        engine.down();
        var id = here.ask(REBUILD).at("/rebuildSearchIndex/id").asString();
        var ask = "query($id: ID!) { searchRebuild(id: $id) { state problem } }";
        eventually(() -> !here.ask(ask, "id", id).at("/searchRebuild/problem").isNull());
        assertThat(here.ask(ask, "id", id).at("/searchRebuild/state").asString())
                .isEqualTo("WAITING");
        assertThat(here.ask(ask, "id", id).at("/searchRebuild/problem").asString())
                .startsWith("搜索引擎暂时连不上");
        assertThat(here.post(ask, Map.of("id", id), "en").body())
                .contains("The search engine cannot be reached")
                .doesNotContain("No engine");
        assertThat(here.ask(REBUILD).at("/rebuildSearchIndex/id").asString()).isEqualTo(id);

        engine.up();
        eventually(() -> {
            runner.wake();
            return here.ask(ask, "id", id).at("/searchRebuild/state").asString().equals("DONE");
        });
    }

    @Test
    void a_rebuild_that_the_machine_does_not_survive_is_given_up_and_others_are_done() {
        note(THERE, "致命材料");
        eventually(() -> found(there, "致命材料").size() == 1);
        notes.dieOn("致命材料", new InternalError("thrown by a test"));

        var id = there.ask(REBUILD).at("/rebuildSearchIndex/id").asString();

        var ask = "query($id: ID!) { searchRebuild(id: $id) { state finishedAt } }";
        eventually(() ->
                there.ask(ask, "id", id).at("/searchRebuild/state").asString().equals("CANCELLED"));
        assertThat(there.ask(ask, "id", id).at("/searchRebuild/finishedAt").isString())
                .isTrue();
        notes.dieOn(null, new InternalError());
        assertThat(rebuilt(there, null).get("entries").asInt()).isPositive();
    }

    @Test
    void an_error_that_is_of_one_entry_alone_keeps_none_of_the_others_out_of_a_rebuild() {
        note(THERE, "溢出材料");
        eventually(() -> found(there, "溢出材料").size() == 1);
        notes.dieOn("溢出材料", new StackOverflowError("thrown by a test"));

        assertThat(rebuilt(there, null).get("failed").asInt()).isEqualTo(1);
    }

    @Test
    void an_interrupted_rebuild_gives_way_to_one_that_waits_and_has_ended() {
        var id = UUID.randomUUID();
        // In one transaction, so that no runner sees either before.
        var interrupted = platform.call(() -> {
            jdbc.sql("""
                            insert into search_rebuild (id, tenant, state, seen_at)
                            values (?, '530699', 'RUNNING', now()), (gen_random_uuid(), '530699', 'WAITING', null)""").param(id).update();
            rebuilds.interrupted(id, Rebuild.Problem.UNFORESEEN);
            return rebuilds.find(id).orElseThrow();
        });

        assertThat(interrupted.state()).isEqualTo(Rebuild.State.CANCELLED);
        assertThat(interrupted.finishedAt()).isNotNull();
    }

    @Test
    void a_rebuild_is_for_those_whose_index_it_is() {
        assertThat(here.refused(REBUILD, "t", ZHAOTONG)).isEqualTo("REBUILD_OF_OTHERS");
        assertThat(people.as("ix-manager", BAOSHAN, Role.CAMPAIGN_MANAGER).refused(REBUILD))
                .isEqualTo("ROLE_MISSING");
        assertThat(people.operator().refused(REBUILD, "t", "999999")).isEqualTo("TENANT_UNKNOWN");
        engine.down();
        var id = here.ask(REBUILD).at("/rebuildSearchIndex/id").asString();
        var cancel = "mutation($id: ID!) { cancelSearchRebuild(id: $id) { state finishedAt } }";
        assertThat(there.refused(cancel, "id", id)).isEqualTo("REBUILD_UNKNOWN");
        assertThat(there.refused("query($id: ID!) { searchRebuild(id: $id) { state } }", "id", id))
                .isEqualTo("REBUILD_UNKNOWN");
        assertThat(here.ask(cancel, "id", id).at("/cancelSearchRebuild/state").asString())
                .isEqualTo("CANCELLED");
        assertThat(here.refused(cancel, "id", id)).isEqualTo("REBUILD_ENDED");
        engine.up();
        assertThat(status(here).get("rebuilds"))
                .allMatch(rebuild -> rebuild.get("tenant").asString().equals(BAOSHAN));
    }

    @Test
    void an_index_that_was_never_filled_fills_itself() {
        keeper.look();

        eventually(() -> {
            runner.wake();
            return status(people.operator()).get("complete").asBoolean();
        });
        eventually(() -> Finding.search(here, "x").get("complete").asBoolean());
    }

    @Test
    void what_an_archived_tenant_had_is_removed_and_not_there_for_its_successor() {
        people.tenant("530700");
        var lijiang = new TenantCode("530700");
        notes.write(lijiang, Note.of("丽江存档材料", "丽江", Set.of(Readers.members(lijiang), Readers.organiser(HERE))));
        eventually(() -> found(here, "丽江存档材料").size() == 1);
        keeper.look();

        people.operator().ask("mutation { suspendTenant(code: \"530700\") { code } }");
        people.operator().ask("mutation { archiveTenant(code: \"530700\") { rows } }");
        keeper.look();
        eventually(() -> found(here, "丽江存档材料").isEmpty());

        index.put(List.of(strange("530700", "丽江前任材料")));
        people.operator().ask("mutation { createTenant(input: {code: \"530700\"}) { code } }");
        keeper.look();
        var successor = people.as("ix-lijiang", "530700", Role.TENANT_ADMIN);
        eventually(() -> {
            runner.wake();
            return found(successor, "丽江前任材料").isEmpty();
        });
    }

    @Test
    void what_was_written_before_a_suspension_is_there_after_it() {
        people.tenant("530800");
        var puer = new TenantCode("530800");
        var admin = people.as("ix-puer", "530800", Role.TENANT_ADMIN);
        note(puer, "普洱停用材料");
        eventually(() -> found(admin, "普洱停用材料").size() == 1);
        keeper.look();
        people.operator().ask("mutation { suspendTenant(code: \"530800\") { code } }");
        keeper.look();
        index.removeOlder("530800", EntryKind.EVIDENCE, Long.MAX_VALUE);
        people.operator().ask("mutation { resumeTenant(code: \"530800\") { code } }");

        keeper.look();

        eventually(() -> {
            runner.wake();
            return found(admin, "普洱停用材料").size() == 1;
        });
    }
}
