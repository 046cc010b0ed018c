package cn.zhengping.app.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 海东 is told what looks alike, by fingerprints that are made up. */
@ApplicationTest
class HandInRecorderTest {

    private static final TenantCode ORGANISER = new TenantCode("630200");
    private static final TenantCode PROVINCE = new TenantCode("630000");
    private static final TenantCode APPLICANT = new TenantCode("630202");
    private static final int CROWD = 2_000;

    /** One for all tests, so that no two have the same photo. */
    private static final Random RANDOM = new Random(20261122);

    @Autowired
    private People people;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private ReceivedRepository received;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void tenants() {
        people.tenant(PROVINCE.value());
        people.tenant(ORGANISER.value());
        people.tenant(APPLICANT.value());
    }

    private <T> T in(TenantCode tenant, Supplier<T> work) {
        return CurrentTenant.call(tenant, () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }

    /** A unit with one application. */
    private record Applicant(UUID unit, UUID application) {
        static Applicant some() {
            return new Applicant(UUID.randomUUID(), UUID.randomUUID());
        }
    }

    private static HandInChanged handIn(Applicant by, String sha256, @Nullable Long fingerprint) {
        return handIn(by, UUID.randomUUID(), sha256, fingerprint);
    }

    private static HandInChanged handIn(Applicant by, UUID evidence, String sha256, @Nullable Long fingerprint) {
        return changed(by, UUID.randomUUID(), evidence, 1, AttachmentState.STANDING, sha256, fingerprint);
    }

    private static HandInChanged takenBack(HandInChanged handIn) {
        var file = handIn.files().getFirst();
        return changed(
                new Applicant(handIn.unitId(), handIn.applicationId()),
                handIn.handIn(),
                handIn.evidenceId(),
                handIn.change() + 1,
                AttachmentState.TAKEN_BACK,
                file.sha256(),
                file.fingerprint());
    }

    private static HandInChanged changed(
            Applicant by,
            UUID id,
            UUID evidence,
            int change,
            AttachmentState state,
            String sha256,
            @Nullable Long fingerprint) {
        return new HandInChanged(
                ORGANISER,
                APPLICANT,
                id,
                change,
                state,
                UUID.nameUUIDFromBytes(new byte[] {1}),
                by.application(),
                APPLICANT.value(),
                by.unit(),
                "某某便民服务中心",
                "hall.sign",
                null,
                null,
                null,
                evidence,
                1,
                "0".repeat(64),
                EvidenceKind.PHOTO,
                "现场",
                null,
                null,
                null,
                false,
                Instant.now(),
                "某某",
                List.of(new HandInChanged.File(UUID.randomUUID(), sha256, fingerprint)));
    }

    private void tell(HandInChanged... all) {
        in(APPLICANT, () -> {
            for (var each : all) {
                events.publishEvent(each);
            }
            return true;
        });
        await().until(() -> in(
                ORGANISER,
                () -> jdbc.sql("""
                                select count(*) from received_evidence join unnest(?::uuid[], ?::int[]) told (id, at_least) using (id)
                                where change >= at_least""")
                        .param(Stream.of(all).map(HandInChanged::handIn).toArray(UUID[]::new))
                        .param(Stream.of(all).map(HandInChanged::change).toArray(Integer[]::new))
                        .query(Integer.class)
                        .single()
                        .equals(all.length)));
    }

    /** What its reviewers are told. */
    private List<UUID> alike(HandInChanged of) {
        return in(
                ORGANISER,
                () -> received.alike(List.of(of.handIn()), 20).stream()
                        .map(row -> (UUID) row[2])
                        .toList());
    }

    private static String bytes() {
        return UUID.randomUUID().toString();
    }

    private static long near(long fingerprint, int distance) {
        var bits = new ArrayList<>(IntStream.range(0, 64).boxed().toList());
        Collections.shuffle(bits, RANDOM);
        for (var bit : bits.subList(0, distance)) {
            fingerprint ^= 1L << bit;
        }
        return fingerprint;
    }

    @Test
    void whoever_hands_copies_in_and_takes_them_back_does_not_hide_whose_photo_it_was() {
        var photo = RANDOM.nextLong();
        var honest = handIn(Applicant.some(), bytes(), photo);
        tell(honest);
        var cheat = Applicant.some();
        var copy = bytes();
        for (var i = 0; i < 20; i++) {
            var decoy = handIn(cheat, copy, near(photo, 2));
            tell(decoy);
            tell(takenBack(decoy));
        }
        var again = handIn(cheat, copy, near(photo, 2));
        tell(again);

        assertThat(alike(again)).containsExactly(honest.handIn());
        assertThat(alike(honest)).containsExactly(again.handIn());
    }

    @Test
    void nor_do_copies_that_stand() {
        var photo = RANDOM.nextLong();
        var honest = handIn(Applicant.some(), bytes(), near(photo, 3));
        tell(honest);
        var cheat = Applicant.some();
        var copy = bytes();
        var decoys =
                IntStream.range(0, 25).mapToObj(i -> handIn(cheat, copy, photo)).toArray(HandInChanged[]::new);
        tell(decoys);
        var again = handIn(cheat, copy, photo);
        tell(again);

        assertThat(alike(again)).hasSize(20).contains(honest.handIn());
        assertThat(alike(again).getLast()).as("the most alike first").isEqualTo(honest.handIn());
    }

    @Test
    void what_had_no_room_beside_others_has_when_they_are_taken_back() {
        var photo = RANDOM.nextLong();
        var crowd = IntStream.range(0, 20)
                .mapToObj(i -> handIn(Applicant.some(), bytes(), photo))
                .toArray(HandInChanged[]::new);
        tell(crowd);
        var farther = handIn(Applicant.some(), bytes(), near(photo, 4));
        tell(farther);
        var mine = handIn(Applicant.some(), bytes(), photo);
        tell(mine);
        assertThat(alike(mine)).hasSize(20).doesNotContain(farther.handIn());

        tell(takenBack(crowd[0]));

        await().untilAsserted(() -> assertThat(alike(mine)).hasSize(20).contains(farther.handIn()));
    }

    @Test
    void the_same_evidence_in_the_same_application_is_no_look_alike_and_elsewhere_it_is() {
        var by = Applicant.some();
        var evidence = UUID.randomUUID();
        var copy = bytes();
        var first = handIn(by, evidence, copy, null);
        var second = handIn(by, evidence, copy, null);
        var elsewhere = handIn(new Applicant(by.unit(), UUID.randomUUID()), evidence, copy, null);
        tell(first, second, elsewhere);

        assertThat(alike(first)).containsExactly(elsewhere.handIn());
        assertThat(new HashSet<>(alike(elsewhere))).isEqualTo(Set.of(first.handIn(), second.handIn()));
    }

    @Test
    void whatever_differs_in_as_many_bits_as_may_is_found_wherever_they_are() {
        var photo = RANDOM.nextLong();
        var distances = new HashMap<UUID, Integer>();
        var all = new HashMap<UUID, HandInChanged>();
        for (var i = 0; i < 120; i++) {
            var each = handIn(Applicant.some(), bytes(), near(photo, i % 12));
            distances.put(each.handIn(), i % 12);
            all.put(each.handIn(), each);
        }
        tell(all.values().toArray(HandInChanged[]::new));

        while (true) {
            var mine = handIn(Applicant.some(), bytes(), photo);
            tell(mine);
            var found = in(
                    ORGANISER,
                    () -> jdbc.sql("select other_id, distance from received_alike where received_id = ?")
                            .param(mine.handIn())
                            .query((row, number) -> Map.entry(row.getObject(1, UUID.class), row.getInt(2)))
                            .list());
            if (found.isEmpty()) {
                break;
            }
            found.forEach(pair -> assertThat(distances.remove(pair.getKey())).isEqualTo(pair.getValue()));
            // Leaves room for those that are farther, and is not found itself.
            tell(takenBack(mine));
            tell(found.stream()
                    .map(pair -> takenBack(Objects.requireNonNull(all.get(pair.getKey()))))
                    .toArray(HandInChanged[]::new));
        }

        assertThat(distances.values()).hasSize(30).containsOnly(9, 10, 11);
    }

    @Test
    void of_a_file_that_everybody_hands_in_nobody_keeps_all_and_whoever_is_left_is_seen() {
        var notice = bytes();
        var everybody = IntStream.range(0, 120)
                .mapToObj(number -> changed(
                        Applicant.some(),
                        inOrder(notice, number),
                        UUID.randomUUID(),
                        1,
                        AttachmentState.STANDING,
                        notice,
                        null))
                .toArray(HandInChanged[]::new);
        tell(everybody);
        // Those before, those after, and a few that two threads have told the other way round.
        assertThat(kept(everybody)).allMatch(number -> number <= 3 * ReceivedRepository.MOST_ALIKE);

        var order = new ArrayList<>(List.of(everybody));
        Collections.shuffle(order, RANDOM);
        tell(order.stream().skip(2).map(HandInRecorderTest::takenBack).toArray(HandInChanged[]::new));

        assertThat(alike(order.getFirst())).containsExactly(order.get(1).handIn());
        assertThat(alike(order.get(1))).containsExactly(order.getFirst().handIn());
    }

    private static UUID inOrder(String of, int number) {
        return new UUID(
                UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits(), number);
    }

    private List<Integer> kept(HandInChanged... of) {
        return in(
                ORGANISER,
                () -> jdbc.sql("select count(*) from received_alike where received_id = any(?) group by received_id")
                        .param(Stream.of(of).map(HandInChanged::handIn).toArray(UUID[]::new))
                        .query(Integer.class)
                        .list());
    }

    @Test
    void what_thousands_were_found_by_is_taken_back_without_a_look_at_each_with_each() {
        var most = ReceivedRepository.MOST_ALIKE;
        var notice = bytes();
        // All of which have found the same first ones alone; where no other test is slowed down by them.
        var plan = in(PROVINCE, () -> {
            jdbc.sql("""
                            insert into received_evidence (id, change, state, campaign_id, application_id, area, applicant, unit_id,
                                unit_name, criterion, evidence_id, revision, digest, kind, title, late, handed_in_at, handed_in_by_name)
                            select gen_random_uuid(), 1, case when number = 1 then 'TAKEN_BACK' else 'STANDING' end, gen_random_uuid(),
                                gen_random_uuid(), '630202', '630202', gen_random_uuid(), ?, 'hall.sign', gen_random_uuid(), 1, '0',
                                'PHOTO', '通知', false, now() + number * interval '1 second', '某某'
                            from generate_series(1, ?) number""").params(notice, CROWD).update();
            jdbc.sql("""
                            insert into received_file (received_id, position, file_id, sha256)
                            select id, 0, gen_random_uuid(), unit_name from received_evidence where unit_name = ?""").param(notice).update();
            jdbc.sql("""
                            with first as (
                                select id from received_evidence where unit_name = :notice order by handed_in_at limit :most)
                            insert into received_alike
                            select one.id, 0, other.id, 0, true, 0 from received_evidence one, received_evidence other
                            where one.unit_name = :notice and other.unit_name = :notice and one.id <> other.id
                                and (one.id in (select id from first) or other.id in (select id from first))""").param("notice", notice).param("most", most).update();
            // Nobody has counted the rows yet, so that scanning seems cheap.
            jdbc.sql("set local enable_seqscan = off").update();
            var taken = jdbc.sql("select id from received_evidence where unit_name = ? and state <> 'STANDING'")
                    .param(notice)
                    .query(UUID.class)
                    .single();
            return JsonMapper.shared()
                    .readTree(jdbc.sql("explain (analyze, timing off, format json) " + HandInRecorder.COMPARE)
                            .param("id", taken)
                            .param("near", HandInRecorder.NEAR)
                            .param("most", most)
                            .param("refilled", HandInRecorder.MOST_REFILLED)
                            .query(String.class)
                            .single());
        });

        assertThat(mostRows(plan.at("/0/Plan")))
                .as(plan.toPrettyString())
                .isBetween((double) CROWD, 1.0 * CROWD * HandInRecorder.MOST_REFILLED);
    }

    /** That any step of a plan has handed on. */
    private static double mostRows(JsonNode step) {
        return step.path("Plans")
                .valueStream()
                .mapToDouble(HandInRecorderTest::mostRows)
                .reduce(
                        step.get("Actual Rows").asDouble()
                                * step.get("Actual Loops").asDouble(),
                        Math::max);
    }

    @Test
    void what_looks_alike_is_looked_up_and_not_searched_for_from_beginning_to_end() {
        var plan = in(ORGANISER, () -> {
            jdbc.sql("set local enable_seqscan = off").update();
            return String.join(
                    "\n",
                    jdbc.sql("explain " + HandInRecorder.COMPARE)
                            .param("id", UUID.randomUUID())
                            .param("near", HandInRecorder.NEAR)
                            .param("most", ReceivedRepository.MOST_ALIKE)
                            .param("refilled", HandInRecorder.MOST_REFILLED)
                            .query(String.class)
                            .list());
        });

        assertThat(plan)
                .contains("received_file_bands", "received_file_sha256")
                .doesNotContain("Seq Scan on received_file");
    }
}
