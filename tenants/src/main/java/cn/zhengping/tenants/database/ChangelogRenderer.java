package cn.zhengping.tenants.database;

import cn.zhengping.tenants.database.DatabaseSetupException.Code;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.Scope;
import liquibase.change.CheckSum;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.OfflineConnection;
import liquibase.integration.spring.SpringResourceAccessor;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ResourceAccessor;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.core.CreateDatabaseChangeLogLockTableStatement;
import liquibase.statement.core.CreateDatabaseChangeLogTableStatement;
import liquibase.statement.core.InitializeDatabaseChangeLogLockTableStatement;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Has Liquibase say in SQL what it would do to an empty PostgreSQL schema. */
final class ChangelogRenderer {

    private ChangelogRenderer() {}

    static Changelogs render(String root, ClassLoader loader) {
        var resources = new SpringResourceAccessor(new DefaultResourceLoader(loader));
        var files = changelogs(root, loader);
        try {
            return Scope.child(
                    Map.of(Scope.Attr.resourceAccessor.name(), resources),
                    () -> render(files, database(resources), resources));
        } catch (DatabaseSetupException e) {
            throw e;
        } catch (Exception e) {
            throw new DatabaseSetupException(Code.CHANGELOG_UNREADABLE, e, root, String.valueOf(e.getMessage()));
        }
    }

    private static Iterable<String> changelogs(String root, ClassLoader loader) {
        var files = new TreeSet<String>();
        var tail = Pattern.compile(Pattern.quote(root) + "/[^/]+/changelog\\.yaml$");
        try {
            for (var resource : new PathMatchingResourcePatternResolver(loader)
                    .getResources("classpath*:" + root + "/*/changelog.yaml")) {
                var path = tail.matcher(resource.getURL().toString());
                if (path.find() && !files.add(path.group())) {
                    throw new DatabaseSetupException(Code.CHANGELOG_TWICE, null, path.group());
                }
            }
        } catch (IOException e) {
            throw new DatabaseSetupException(Code.CHANGELOG_UNREADABLE, e, root, String.valueOf(e.getMessage()));
        }
        return files;
    }

    private static Database database(ResourceAccessor resources) throws Exception {
        var database = DatabaseFactory.getInstance()
                .findCorrectDatabaseImplementation(new OfflineConnection(
                        "offline:postgresql?version=" + DatabaseBootstrap.OLDEST_SERVER, resources));
        database.setOutputDefaultSchema(false);
        database.setOutputDefaultCatalog(false);
        return database;
    }

    private static Changelogs render(Iterable<String> files, Database database, ResourceAccessor resources)
            throws Exception {
        var changeSets = new ArrayList<ChangeSetSql>();
        var keys = new HashSet<ChangeSetSql.Key>();
        for (var file : files) {
            var changelog = ChangeLogParserFactory.getInstance()
                    .getParser(file, resources)
                    .parse(file, new ChangeLogParameters(database), resources);
            if (!changelog.getPreconditions().getNestedPreconditions().isEmpty()) {
                throw new DatabaseSetupException(Code.CHANGE_SET_UNSUPPORTED, null, file, "preConditions");
            }
            for (var changeSet : changelog.getChangeSets()) {
                var rendered = render(changeSet, database);
                if (!keys.add(rendered.key())) {
                    throw new DatabaseSetupException(
                            Code.CHANGE_SET_TWICE, null, rendered.key().toString());
                }
                changeSets.add(rendered);
            }
        }
        var sql = SqlGeneratorFactory.getInstance();
        var bookkeeping = Stream.of(
                        new CreateDatabaseChangeLogTableStatement(),
                        new CreateDatabaseChangeLogLockTableStatement(),
                        new InitializeDatabaseChangeLogLockTableStatement())
                .flatMap(statement -> Stream.of(sql.generateSql(statement, database)))
                .map(Sql::toSql)
                .toList();
        return new Changelogs(changeSets, bookkeeping, digest(changeSets));
    }

    private static ChangeSetSql render(ChangeSet changeSet, Database database) {
        var key = new ChangeSetSql.Key(changeSet.getId(), changeSet.getAuthor(), changeSet.getFilePath());
        var unsupported = unsupported(changeSet);
        if (unsupported != null) {
            throw new DatabaseSetupException(Code.CHANGE_SET_UNSUPPORTED, null, key.toString(), unsupported);
        }
        // Liquibase passes over a change that it does not know; a misspelt one must not count as done.
        if (changeSet.getChanges().isEmpty()) {
            throw new DatabaseSetupException(Code.CHANGE_SET_EMPTY, null, key.toString());
        }
        if (changeSet.getObjectQuotingStrategy() != null) {
            database.setObjectQuotingStrategy(changeSet.getObjectQuotingStrategy());
        }
        var statements = new ArrayList<String>();
        for (var change : changeSet.getChanges()) {
            var name = change.getSerializedObjectName();
            if (!change.supports(database) || change.generateStatementsVolatile(database)) {
                throw new DatabaseSetupException(Code.CHANGE_SET_UNSUPPORTED, null, key.toString(), name);
            }
            var errors = change.validate(database);
            if (errors.hasErrors()) {
                throw new DatabaseSetupException(
                        Code.CHANGE_SET_INVALID,
                        null,
                        key.toString(),
                        name,
                        String.join("; ", errors.getErrorMessages()));
            }
            for (var sql : SqlGeneratorFactory.getInstance().generateSql(change, database)) {
                statements.add(sql.toSql());
            }
        }
        return new ChangeSetSql(
                key,
                changeSet.generateCheckSum(ChecksumVersion.latest()).toString(),
                changeSet.getValidCheckSums().stream().map(CheckSum::toString).toList(),
                changeSet.getDescription(),
                changeSet.getComments(),
                statements);
    }

    /** What depends on the state of a schema, on the day or on how Liquibase is started cannot be rendered once for all. */
    private static @Nullable String unsupported(ChangeSet changeSet) {
        if (changeSet.getPreconditions() != null
                && !changeSet.getPreconditions().getNestedPreconditions().isEmpty()) {
            return "preConditions";
        }
        if (!changeSet.getContextFilter().isEmpty()
                || !changeSet.getInheritableContextFilter().isEmpty()) {
            return "contextFilter";
        }
        if (!changeSet.getLabels().isEmpty()
                || !changeSet.getInheritableLabels().isEmpty()) {
            return "labels";
        }
        if (changeSet.getDbmsSet() != null && !changeSet.getDbmsSet().isEmpty()) {
            return "dbms";
        }
        if (changeSet.isAlwaysRun()) {
            return "runAlways";
        }
        if (changeSet.isRunOnChange()) {
            return "runOnChange";
        }
        if (!changeSet.isRunInTransaction()) {
            return "runInTransaction: false";
        }
        if (changeSet.isIgnore() || changeSet.isInheritableIgnore()) {
            return "ignore";
        }
        if (Boolean.FALSE.equals(changeSet.getFailOnError())) {
            return "failOnError: false";
        }
        return changeSet.getSqlVisitors().isEmpty() ? null : "modifySql";
    }

    private static String digest(List<ChangeSetSql> changeSets) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var changeSet : changeSets) {
                digest.update(changeSet.toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
