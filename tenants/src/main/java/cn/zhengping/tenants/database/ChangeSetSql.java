package cn.zhengping.tenants.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Liquibase changeset as PostgreSQL understands it, without a schema's name, and what Liquibase would note about it.
 *
 * @param checksum as Liquibase 5 writes it, {@code 9:…}
 * @param accepted further checksums that the changelog declares valid
 */
record ChangeSetSql(
        Key key,
        String checksum,
        List<String> accepted,
        String description,
        @Nullable String comments,
        List<String> statements) {

    ChangeSetSql {
        accepted = List.copyOf(accepted);
        statements = List.copyOf(statements);
    }

    boolean accepts(String recorded) {
        return recorded.equals(checksum) || accepted.contains(recorded) || accepted.contains("1:any");
    }

    /** By which Liquibase knows a changeset. */
    record Key(String id, String author, String file) {
        @Override
        public String toString() {
            return file + "::" + id + "::" + author;
        }
    }
}
