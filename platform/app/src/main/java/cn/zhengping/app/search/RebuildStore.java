package cn.zhengping.app.search;

import cn.zhengping.app.database.PlatformWork;
import cn.zhengping.tenants.TenantCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rebuilds that there are, for all nodes. */
@Component
class RebuildStore {

    private final PlatformWork platform;
    private final JdbcClient jdbc;

    RebuildStore(PlatformWork platform, JdbcClient jdbc) {
        this.platform = platform;
        this.jdbc = jdbc;
    }

    /** One that waits is not asked for twice. One that runs may be past what is to be seen to. */
    Rebuild request(@Nullable TenantCode tenant) {
        var code = tenant == null ? null : tenant.value();
        return platform.call(() -> {
            jdbc.sql("insert into search_rebuild (id, tenant, state) values (?, ?, 'WAITING') on conflict do nothing")
                    .param(UUID.randomUUID())
                    .param(code)
                    .update();
            return jdbc.sql("""
                            select * from search_rebuild where tenant is not distinct from ?
                            order by state = 'WAITING' desc, requested_at desc limit 1""").param(code).query(RebuildStore::row).single();
        });
    }

    Optional<Rebuild> running(@Nullable TenantCode tenant) {
        return platform.call(
                () -> jdbc.sql("select * from search_rebuild where tenant is not distinct from ? and state = 'RUNNING'")
                        .param(tenant == null ? null : tenant.value())
                        .query(RebuildStore::row)
                        .optional());
    }

    Optional<Rebuild> find(UUID id) {
        return platform.call(() -> jdbc.sql("select * from search_rebuild where id = ?")
                .param(id)
                .query(RebuildStore::row)
                .optional());
    }

    /** The newest first. */
    List<Rebuild> newest(@Nullable TenantCode tenant, int most) {
        return platform.call(() -> jdbc.sql("""
                        select * from search_rebuild where ?::text is null or tenant = ?
                        order by requested_at desc, id limit ?""")
                .param(tenant == null ? null : tenant.value())
                .param(tenant == null ? null : tenant.value())
                .param(most)
                .query(RebuildStore::row)
                .list());
    }

    /** The index may be another one than what was interrupted had begun with: that begins anew, unless somebody is at it. */
    void fill() {
        request(null);
        platform.run(() -> jdbc.sql("""
                        update search_rebuild set last_tenant = null
                        where tenant is null
                          and (state = 'WAITING' or state = 'RUNNING' and seen_at < now() - interval '2 minutes')""").update());
    }

    /**
     * The next one for this node to do: one that waits, or that nobody has been heard of for two minutes; those that were
     * interrupted after all others.
     */
    Optional<Rebuild> claim() {
        return platform.call(() -> jdbc.sql("""
                        update search_rebuild
                        set state = 'RUNNING', started_at = coalesce(started_at, now()), seen_at = now(), problem = null
                        where id = (
                          select id from search_rebuild
                          where state = 'WAITING' or state = 'RUNNING' and seen_at < now() - interval '2 minutes'
                          order by seen_at nulls first, requested_at, id limit 1 for update skip locked)
                        returning *""").query(RebuildStore::row).optional());
    }

    /** Of how many tenants it is. */
    void begin(UUID id, int tenants, int done) {
        platform.run(() -> jdbc.sql("update search_rebuild set tenants = ?, tenants_done = ? where id = ?")
                .params(tenants, done, id)
                .update());
    }

    /** @return false if it was called off */
    boolean put(UUID id, Indexer.Page page) {
        return platform.call(() ->
                        jdbc.sql("""
                                update search_rebuild
                                set seen_at = now(), entries = entries + ?, failed = failed + ?
                                where id = ? and state = 'RUNNING'""").params(page.put(), page.failed(), id).update())
                == 1;
    }

    /** @return false if it was called off */
    boolean done(UUID id, TenantCode tenant) {
        return platform.call(() -> jdbc.sql("""
                                update search_rebuild
                                set seen_at = now(), tenants_done = tenants_done + 1, last_tenant = ?
                                where id = ? and state = 'RUNNING'""").params(tenant.value(), id).update()) == 1;
    }

    /** Puts it back in the line, for when the engine can again; where another waits already, that one will do. */
    void interrupted(UUID id, Rebuild.Problem problem) {
        platform.run(() -> jdbc.sql("""
                        update search_rebuild r
                        set problem = ?,
                          state = case when other.id is null then 'WAITING' else 'CANCELLED' end,
                          finished_at = case when other.id is not null then now() end
                        from search_rebuild this left join search_rebuild other
                          on other.tenant is not distinct from this.tenant and other.state = 'WAITING'
                        where r.id = ? and this.id = r.id and r.state = 'RUNNING'""").params(problem.name(), id).update());
    }

    /** @return false if it was called off */
    boolean finish(UUID id) {
        platform.run(() -> jdbc.sql("delete from search_rebuild where finished_at < now() - interval '30 days'")
                .update());
        return end(id, Rebuild.State.DONE);
    }

    boolean cancel(UUID id) {
        return end(id, Rebuild.State.CANCELLED);
    }

    private boolean end(UUID id, Rebuild.State state) {
        return platform.call(() -> jdbc.sql("""
                                update search_rebuild set state = ?, finished_at = now()
                                where id = ? and state in ('WAITING', 'RUNNING')""").params(state.name(), id).update()) == 1;
    }

    private static Rebuild row(ResultSet row, int number) throws SQLException {
        var tenant = row.getString("tenant");
        var problem = row.getString("problem");
        return new Rebuild(
                row.getObject("id", UUID.class),
                tenant == null ? null : new TenantCode(tenant),
                Rebuild.State.valueOf(row.getString("state")),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getInt("tenants"),
                row.getInt("tenants_done"),
                row.getLong("entries"),
                row.getLong("failed"),
                row.getString("last_tenant"),
                problem == null ? null : Rebuild.Problem.valueOf(problem));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
