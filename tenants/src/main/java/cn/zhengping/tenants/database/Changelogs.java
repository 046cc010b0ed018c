package cn.zhengping.tenants.database;

import java.util.List;

/**
 * All changelogs of one kind of schema, rendered: those of the features in the order of their folders' names. Rendering
 * takes a good part of a second; do it once.
 *
 * <p>A table's remarks say what its role may do with the rows: see {@link SchemaUpdate#apply}. A changeset does the same to
 * every schema, so preconditions, contexts, labels, {@code runAlways}, {@code runOnChange} and the like are refused.
 *
 * @param version SHA-256 over all of it, so that a schema can be told to be up to date without a look into it
 */
public record Changelogs(List<ChangeSetSql> changeSets, List<String> bookkeeping, String version) {

    public Changelogs {
        changeSets = List.copyOf(changeSets);
        bookkeeping = List.copyOf(bookkeeping);
    }

    /**
     * From {@code classpath*:db/tenant/<feature>/changelog.yaml}.
     *
     * @throws DatabaseSetupException if one cannot be read, or asks for what cannot be rendered once for all
     */
    public static Changelogs ofTenants(ClassLoader loader) {
        return ChangelogRenderer.render("db/tenant", loader);
    }

    /**
     * From {@code classpath*:db/platform/<part>/changelog.yaml}.
     *
     * @throws DatabaseSetupException if one cannot be read, or asks for what cannot be rendered once for all
     */
    public static Changelogs ofPlatform(ClassLoader loader) {
        return ChangelogRenderer.render("db/platform", loader);
    }
}
