package cn.zhengping.tenants.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.tenants.database.DatabaseSetupException.Code;
import cn.zhengping.tenants.testing.TestDatabase;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ChangelogsTest {

    private static final List<String> FEATURES = List.of("desks", "ledger");
    private static final SchemaName RENDERED = SchemaName.ofTenant("rendered");
    private static final SchemaName BY_LIQUIBASE = SchemaName.ofTenant("by_liquibase");

    private final TestDatabase database = TestDatabase.create();
    private final DataSource source = database.owner();
    private final JdbcTemplate owner = new JdbcTemplate(source);
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));

    @TempDir
    private Path folder;

    @Test
    void a_schema_made_from_rendered_changelogs_equals_the_one_that_liquibase_makes() throws Exception {
        makeSchema(RENDERED);
        makeSchema(BY_LIQUIBASE);

        apply(RENDERED, tenants());
        for (var feature : FEATURES) {
            inLiquibase(feature, BY_LIQUIBASE, liquibase -> liquibase.update(new Contexts(), new LabelExpression()));
        }

        assertThat(shape(RENDERED)).isNotEmpty().isEqualTo(shape(BY_LIQUIBASE));
        assertThat(history(RENDERED)).hasSize(4).isEqualTo(history(BY_LIQUIBASE));
        assertThat(owner.queryForList("select * from t_rendered.databasechangeloglock"))
                .isEqualTo(owner.queryForList("select * from t_by_liquibase.databasechangeloglock"));
        assertThat(owner.queryForList("select id, name, floor from t_rendered.desk"))
                .isEqualTo(owner.queryForList("select id, name, floor from t_by_liquibase.desk"))
                .hasSize(1);
    }

    @Test
    void liquibase_finds_nothing_left_to_do() throws Exception {
        makeSchema(RENDERED);
        apply(RENDERED, tenants());

        for (var feature : FEATURES) {
            inLiquibase(feature, RENDERED, liquibase -> {
                assertThat(liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()))
                        .isEmpty();
                liquibase.update(new Contexts(), new LabelExpression());
            });
        }

        assertThat(history(RENDERED)).hasSize(4);
    }

    @Test
    void what_liquibase_has_done_is_not_done_again() throws Exception {
        makeSchema(RENDERED);
        inLiquibase("desks", RENDERED, liquibase -> liquibase.update(new Contexts(), new LabelExpression()));

        assertThat(apply(RENDERED, tenants())).isOne();
        assertThat(apply(RENDERED, tenants())).isZero();
    }

    @Test
    void a_changeset_that_was_edited_after_it_ran_is_refused_unless_the_changelog_allows_it() throws Exception {
        makeSchema(RENDERED);
        apply(RENDERED, changelog("- sql: {sql: create table a (b int)}", ""));

        var edited = changelog("- sql: {sql: create table a (b bigint)}", "");
        assertThatExceptionOfType(DatabaseSetupException.class)
                .isThrownBy(() -> apply(RENDERED, edited))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CHANGE_SET_EDITED))
                .withMessageContaining("db/tenant/some/changelog.yaml::one::zhengping");
        assertThat(apply(RENDERED, changelog("- sql: {sql: create table a (b bigint)}", "validCheckSum: ['1:any']")))
                .isZero();
    }

    @Test
    void the_version_changes_with_the_changelogs_and_only_with_them() throws IOException {
        var some = changelog("- sql: {sql: create table a (b int)}", "").version();

        assertThat(changelog("- sql: {sql: create table a (b int)}", "").version())
                .isEqualTo(some);
        assertThat(changelog("- sql: {sql: create table a (b bigint)}", "").version())
                .isNotEqualTo(some);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            preConditions         | preConditions: [{sqlCheck: {expectedResult: 0, sql: select 1}}]
            contextFilter         | contextFilter: test
            labels                | labels: test
            dbms                  | dbms: postgresql
            runAlways             | runAlways: true
            runOnChange           | runOnChange: true
            runInTransaction: false | runInTransaction: false
            ignore                | ignore: true
            failOnError: false    | failOnError: false
            modifySql             | modifySql: [{append: {value: x}}]
            """)
    void what_differs_from_schema_to_schema_is_refused_by_name(String what, String attribute) {
        assertThatExceptionOfType(DatabaseSetupException.class)
                .isThrownBy(() -> changelog("- sql: {sql: create table a (b int)}", attribute))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CHANGE_SET_UNSUPPORTED))
                .withMessageContaining("uses " + what + ",");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CHANGE_SET_INVALID     | - createTable: {columns: [{column: {name: id, type: int}}]}
            CHANGE_SET_UNSUPPORTED | - loadData: {tableName: a, file: a.csv}
            CHANGE_SET_EMPTY       | - noSuchChange: {}
            CHANGELOG_UNREADABLE   | ]
            """)
    void a_change_that_cannot_be_rendered_is_refused(Code code, String change) {
        assertThatExceptionOfType(DatabaseSetupException.class)
                .isThrownBy(() -> changelog(change, ""))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void a_changeset_that_is_there_twice_is_refused() throws IOException {
        write(folder, """
                databaseChangeLog:
                  - changeSet: {id: one, author: zhengping, changes: [{sql: {sql: select 1}}]}
                  - changeSet: {id: one, author: zhengping, changes: [{sql: {sql: select 2}}]}
                """);
        refused(Code.CHANGE_SET_TWICE, folder);
    }

    @Test
    void a_changelog_that_is_there_twice_is_refused() throws IOException {
        var changelog =
                "databaseChangeLog: [{changeSet: {id: one, author: zhengping, changes: [{sql: {sql: select 1}}]}}]";
        write(folder.resolve("a"), changelog);
        write(folder.resolve("b"), changelog);
        refused(Code.CHANGELOG_TWICE, folder.resolve("a"), folder.resolve("b"));
    }

    private static Changelogs tenants() {
        return Changelogs.ofTenants(ChangelogsTest.class.getClassLoader());
    }

    private Changelogs changelog(String change, String attribute) throws IOException {
        write(folder, """
                databaseChangeLog:
                  - changeSet:
                      id: one
                      author: zhengping
                      %s
                      changes:
                        %s
                """.formatted(attribute, change));
        return render(folder);
    }

    private static void write(Path root, String changelog) throws IOException {
        var file = root.resolve("db/tenant/some/changelog.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, changelog);
    }

    private static void refused(Code code, Path... roots) {
        assertThatExceptionOfType(DatabaseSetupException.class)
                .isThrownBy(() -> render(roots))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Changelogs render(Path... roots) throws IOException {
        var urls = new URL[roots.length];
        for (var i = 0; i < roots.length; i++) {
            urls[i] = roots[i].toUri().toURL();
        }
        try (var loader = new URLClassLoader(urls, null)) {
            return Changelogs.ofTenants(loader);
        }
    }

    private void makeSchema(SchemaName schema) {
        owner.execute("create role " + schema.role());
        owner.execute("create schema " + schema);
    }

    @AfterEach
    void drop() {
        for (var schema : List.of(RENDERED, BY_LIQUIBASE)) {
            owner.execute("drop schema if exists " + schema + " cascade");
            owner.execute("drop role if exists " + schema.role());
        }
    }

    private int apply(SchemaName schema, Changelogs changelogs) {
        return transaction.<Integer>execute(status -> owner.<Integer>execute(
                (ConnectionCallback<Integer>) connection -> SchemaUpdate.apply(connection, schema, changelogs)));
    }

    private void inLiquibase(String feature, SchemaName schema, LiquibaseWork work) throws Exception {
        try (var connection = database.owner().getConnection()) {
            // Raw SQL in a changelog finds its schema as it does elsewhere: by the search path.
            connection.setSchema(schema.value());
            var target =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            target.setDefaultSchemaName(schema.value());
            work.run(new Liquibase(
                    "db/tenant/" + feature + "/changelog.yaml", new ClassLoaderResourceAccessor(), target));
        }
    }

    /** Everything about the tables of a schema that PostgreSQL can say, without the schema's name. */
    private Set<String> shape(SchemaName schema) {
        return owner.queryForList("""
                        select relname || ' ' || coalesce(obj_description(oid, 'pg_class'), '') from pg_class
                        where relnamespace = '%1$s'::regnamespace
                        union all
                        select table_name || ' ' || ordinal_position || ' ' || column_name || ' ' || data_type || ' ' || is_nullable
                            || ' ' || is_identity || ' ' || coalesce(column_default, '')
                        from information_schema.columns where table_schema = '%1$s'
                        union all
                        select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                        where connamespace = '%1$s'::regnamespace
                        union all
                        select pg_get_functiondef(oid) from pg_proc where pronamespace = '%1$s'::regnamespace
                        """.formatted(schema), String.class).stream()
                .map(line -> String.valueOf(line).replace(schema + ".", ""))
                .collect(Collectors.toSet());
    }

    /** But for the time and the number of the deployment. */
    private List<Map<String, @Nullable Object>> history(SchemaName schema) {
        return owner.queryForList("""
                select id, author, filename, orderexecuted, exectype, md5sum, description, comments, tag, liquibase, contexts,
                    labels, length(deployment_id)
                from %s.databasechangelog order by orderexecuted
                """.formatted(schema));
    }

    private interface LiquibaseWork {
        void run(Liquibase liquibase) throws Exception;
    }
}
