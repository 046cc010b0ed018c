package cn.zhengping.app.search;

import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Passage;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The least that a feature needs to be found: rows in a table of its own, which say by themselves who may read them. */
@TestComponent
public class Notes implements SearchSource {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private volatile @Nullable String unreadable;
    private volatile @Nullable String fatal;
    private volatile Error death = new InternalError();

    Notes(JdbcClient jdbc, TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
    }

    /** @param unit whose it is, or the application that it was handed in to */
    record Note(
            UUID id,
            String title,
            String text,
            Set<String> readers,
            @Nullable UUID unit,
            @Nullable String criterion) {

        static Note of(String title, String text, Set<String> readers) {
            return new Note(UUID.randomUUID(), title, text, readers, null, null);
        }

        Note titled(String other) {
            return new Note(id, other, text, readers, unit, criterion);
        }

        Note readBy(Set<String> others) {
            return new Note(id, title, text, others, unit, criterion);
        }
    }

    /** As a feature writes: the row and the event in one transaction. */
    Note write(TenantCode tenant, Note note) {
        change(
                tenant,
                note.id(),
                () -> jdbc.sql("""
                        insert into note (id, title, body, readers, unit, criterion) values (?, ?, ?, ?, ?, ?)
                        on conflict (id) do update
                        set title = excluded.title, body = excluded.body, readers = excluded.readers""")
                        .params(
                                note.id(),
                                note.title(),
                                note.text(),
                                note.readers().toArray(String[]::new))
                        .param(note.unit())
                        .param(note.criterion())
                        .update());
        return note;
    }

    void delete(TenantCode tenant, UUID id) {
        change(
                tenant,
                id,
                () -> jdbc.sql("delete from note where id = ?").param(id).update());
    }

    private void change(TenantCode tenant, UUID id, Runnable sql) {
        CurrentTenant.run(
                tenant,
                () -> transaction.executeWithoutResult(status -> {
                    sql.run();
                    events.publishEvent(new EntriesChanged(tenant, EntryKind.EVIDENCE, Set.of(id.toString())));
                }));
    }

    /** A title that lets the source fail until it is null again. */
    void failOn(@Nullable String title) {
        unreadable = title;
    }

    /** A title on which an error is thrown until it is null again. */
    void dieOn(@Nullable String title, Error of) {
        death = of;
        fatal = title;
    }

    @Override
    public EntryKind kind() {
        return EntryKind.EVIDENCE;
    }

    @Override
    public List<Entry> entries(Collection<String> ids, long stamp) {
        return jdbc.sql("select * from note where id::text = any(?)")
                .param(ids.toArray(String[]::new))
                .query((row, number) -> entry(row, stamp))
                .list();
    }

    private Entry entry(ResultSet row, long stamp) throws SQLException {
        if (row.getString("title").equals(unreadable)) {
            throw new IllegalStateException("damaged");
        }
        if (row.getString("title").equals(fatal)) {
            throw death;
        }
        var tenant = CurrentTenant.require();
        var values = new HashMap<Facet, Set<String>>();
        values.put(Facet.REGION, Set.of(tenant.value()));
        if (row.getString("unit") != null) {
            values.put(Facet.UNIT, Set.of(row.getString("unit")));
            values.put(Facet.APPLICATION, Set.of(row.getString("unit")));
        }
        if (row.getString("criterion") != null) {
            values.put(Facet.CRITERION, Set.of(row.getString("criterion")));
        }
        return new Entry(
                new EntryKey(tenant.value(), EntryKind.EVIDENCE, row.getString("id")),
                Set.of((String[]) row.getArray("readers").getArray()),
                values,
                row.getString("title"),
                null,
                LocalDate.of(2023, 11, 20),
                List.of(new Passage(3, row.getString("body"))),
                stamp);
    }

    @Override
    public List<String> idsAfter(@Nullable String after, int size) {
        return jdbc.sql("select id from note where ?::uuid is null or id > ?::uuid order by id limit ?")
                .param(after)
                .param(after)
                .param(size)
                .query((row, number) -> row.getString("id"))
                .list();
    }
}
