package cn.zhengping.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhengping.tenants.TenantArchive.Entry;
import cn.zhengping.tenants.TenantException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivingTest {

    private final TestTenancy tenancy = new TestTenancy(1);
    private final TenantRegistry registry = tenancy.registry;

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        tenancy.close();
    }

    @Test
    void all_that_the_tenant_has_is_in_the_file_and_nothing_of_it_in_the_database() throws IOException {
        var code = new TenantCode("archive_all");
        registry.create(TestTenancy.county(code.value()));
        tenancy.asOwner.execute("insert into t_archive_all.desk (name) values ('引号\"、逗号, 和\n换行')");
        tenancy.asOwner.execute("insert into t_archive_all.ledger (entry) values (null), ('')");
        tenancy.asOwner.execute("insert into t_archive_all.measure values (2026, 1.5)");
        tenancy.asOwner.execute("""
                insert into platform.event_publication
                    (id, listener_id, event_type, serialized_event, publication_date, tenant)
                values (gen_random_uuid(), 'listener', 'type', '{}', now(), 't_archive_all'),
                    (gen_random_uuid(), 'listener', 'type', '{}', now(), 't_another')
                """);
        registry.suspend(code);

        var archive = registry.archive(code, folder.resolve("a.zip"));

        assertThat(archive.entries())
                .extracting(Entry::name, Entry::rows)
                .containsExactly(
                        tuple("tables/databasechangelog.csv", 4L),
                        tuple("tables/databasechangeloglock.csv", 1L),
                        tuple("tables/desk.csv", 2L),
                        tuple("tables/grade.csv", 2L),
                        tuple("tables/ledger.csv", 2L),
                        tuple("tables/measure.csv", 1L),
                        tuple("sequences.csv", 3L),
                        tuple("publications.csv", 1L),
                        tuple("tenant.csv", 1L));
        try (var zip = new ZipFile(archive.file().toFile())) {
            assertThat(text(zip, "tables/desk.csv")).isEqualTo("""
                    id,name,next_to,floor
                    1,综合窗口,,1
                    2,"引号""、逗号, 和
                    换行",,1
                    """);
            assertThat(text(zip, "tables/ledger.csv")).isEqualTo("id,entry\n1,\n2,\"\"\n");
            assertThat(text(zip, "manifest.csv").lines())
                    .hasSize(10)
                    .contains("\"tables/ledger.csv\",2,%d,%s"
                            .formatted(
                                    archive.entries().get(4).bytes(),
                                    archive.entries().get(4).sha256()));
        }
        assertThat(folder.toFile().list()).containsExactly("a.zip");
        assertThat(registry.get(code).state()).isEqualTo(TenantState.ARCHIVED);
        assertThat(tenancy.asSuperuser.queryForList("""
                        select rolname from pg_roles where rolname = 't_archive_all'
                        union all select nspname from pg_namespace where nspname = 't_archive_all'
                        union all select tenant::text from platform.event_publication
                        """, String.class)).containsExactly("t_another");
        refused(Code.ALREADY_ARCHIVED, () -> registry.archive(code, folder.resolve("b.zip")));
        refused(Code.ALREADY_ARCHIVED, () -> registry.suspend(code));
        refused(Code.ALREADY_ARCHIVED, () -> registry.resume(code));
    }

    @Test
    void an_archived_code_can_be_created_again_and_starts_afresh() {
        var code = new TenantCode("archive_again");
        for (var round = 0; round < 2; round++) {
            registry.create(TestTenancy.county(code.value()));
            assertThat(tenancy.asOwner.queryForObject("select count(*) from t_archive_again.ledger", Integer.class))
                    .isZero();
            tenancy.asOwner.execute("insert into t_archive_again.ledger (entry) values ('x')");
            registry.suspend(code);
            registry.archive(code, folder.resolve(round + ".zip"));
        }
    }

    @Test
    void a_tenant_in_use_is_suspended_first_and_its_children_go_before_it() {
        registry.create(TestTenancy.tenant("archive_city", TenantKind.CITY, null));
        registry.create(TestTenancy.tenant("archive_zone", TenantKind.ZONE, "archive_city"));
        var city = new TenantCode("archive_city");
        var zone = new TenantCode("archive_zone");

        refused(Code.NOT_SUSPENDED, () -> registry.archive(city, folder.resolve("a.zip")));
        registry.suspend(city);
        refused(Code.HAS_CHILDREN, () -> registry.archive(city, folder.resolve("a.zip")));
        registry.suspend(zone);
        registry.archive(zone, folder.resolve("zone.zip"));
        registry.archive(city, folder.resolve("city.zip"));
        refused(
                Code.PARENT_ARCHIVED,
                () -> registry.create(TestTenancy.tenant("archive_zone", TenantKind.ZONE, "archive_city")));
    }

    @Test
    void what_began_before_the_suspension_ends_first() throws Exception {
        var code = new TenantCode("archive_busy");
        registry.create(TestTenancy.county(code.value()));
        registry.suspend(code);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var working = tenancy.owner.getConnection();
                var statement = working.createStatement()) {
            working.setAutoCommit(false);
            // The second of the tables in the order of their names; the first comes when the archiving has begun.
            statement.execute("update t_archive_busy.desk set floor = 2");
            var impatient =
                    new TenantLifecycle(tenancy.owner, TestTenancy.CHANGELOGS, List.of(), Duration.ofMillis(200));
            refused(Code.STILL_IN_USE, () -> impatient.archive(code, folder.resolve("early.zip")));

            var archiving = threads.submit(() -> registry.archive(code, folder.resolve("a.zip")));
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> archiving.get(500, TimeUnit.MILLISECONDS));
            statement.execute("select * from t_archive_busy.databasechangelog");
            working.commit();

            archiving.get();
            assertThat(folder.toFile().list()).containsExactly("a.zip");
            try (var zip = new ZipFile(folder.resolve("a.zip").toFile())) {
                assertThat(text(zip, "tables/desk.csv")).contains("1,综合窗口,,2\n");
            }
        }
    }

    @Test
    void a_file_that_cannot_be_written_leaves_the_tenant_as_it_was() throws IOException {
        var code = new TenantCode("archive_file");
        registry.create(TestTenancy.county(code.value()));
        registry.suspend(code);
        var there = Files.writeString(folder.resolve("there.zip"), "somebody's");

        refused(Code.ARCHIVE_FILE_EXISTS, () -> registry.archive(code, there));
        refused(Code.ARCHIVING_FAILED, () -> registry.archive(code, folder.resolve("missing/a.zip")));

        assertThat(there).hasContent("somebody's");
        assertThat(registry.resume(code).inService()).isTrue();
        assertThat(tenancy.asOwner.queryForObject("select count(*) from t_archive_file.desk", Integer.class))
                .isOne();
    }

    @Test
    void it_can_fail_at_any_statement_and_be_repeated() {
        var code = new TenantCode("archive_fail");
        registry.create(TestTenancy.county(code.value()));
        registry.suspend(code);
        var failing = 0;
        for (var archived = false; !archived; ) {
            var faulty = new FaultyDataSource(tenancy.owner, ++failing, connection -> {
                throw new SQLException("the network is down", "08006");
            });
            var file = folder.resolve(failing + ".zip");
            try {
                tenancy.registry(faulty).archive(code, file);
                archived = true;
            } catch (TenantException e) {
                assertThat(e.code()).isEqualTo(Code.ARCHIVING_FAILED);
                assertThat(tenancy.asOwner.queryForObject("select count(*) from t_archive_fail.desk", Integer.class))
                        .isOne();
                assertThat(registry.get(code).state()).isEqualTo(TenantState.SUSPENDED);
            }
        }
        assertThat(failing).isGreaterThan(8);
        // The last but one failed at the commit.
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(failing - 1 + ".zip", failing + ".zip");
    }

    private static String text(ZipFile zip, String name) throws IOException {
        try (var content = zip.getInputStream(zip.getEntry(name))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
