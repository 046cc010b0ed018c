package cn.zhengping.app.policies;

import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.search.EntriesChanged;
import cn.zhengping.app.search.Readers;
import cn.zhengping.app.search.SearchSource;
import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Passage;
import cn.zhengping.tenants.CurrentTenant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/** What of the library is to be found: published documents and their clauses, by everybody in the tenant and below it. */
@Component
class PolicyEntries {

    private static final UUID FIRST = new UUID(0, 0);

    private final DocumentRepository documents;
    private final ClauseRepository clauses;
    private final Areas areas;
    private final ApplicationEventPublisher events;

    PolicyEntries(
            DocumentRepository documents, ClauseRepository clauses, Areas areas, ApplicationEventPublisher events) {
        this.documents = documents;
        this.clauses = clauses;
        this.areas = areas;
        this.events = events;
    }

    /**
     * To be called in the transaction that changes a document.
     *
     * @param others ids of clauses that it had before
     */
    void changed(PolicyDocument document, Set<UUID> others) {
        if (document.state() == PolicyState.PUBLISHED) {
            var tenant = CurrentTenant.require();
            events.publishEvent(new EntriesChanged(
                    tenant, EntryKind.DOCUMENT, Set.of(document.id().toString())));
            var all = new LinkedHashSet<>(clauses.idsOf(document.id()));
            all.addAll(others);
            var ids = all.stream().map(UUID::toString).toList();
            for (var from = 0; from < ids.size(); from += EntriesChanged.MOST) {
                var part = ids.subList(from, Math.min(from + EntriesChanged.MOST, ids.size()));
                events.publishEvent(new EntriesChanged(tenant, EntryKind.CLAUSE, new HashSet<>(part)));
            }
        }
    }

    private List<Entry> documents(Collection<String> ids, long stamp) {
        var published = published(uuids(ids));
        var texts = clauses.findByDocumentIdInOrderByPosition(published.keySet()).stream()
                .collect(Collectors.groupingBy(PolicyClause::documentId));
        return published.values().stream()
                .map(document -> entry(
                        EntryKind.DOCUMENT,
                        document.id(),
                        document,
                        document.title(),
                        texts.getOrDefault(document.id(), List.of()).stream()
                                .flatMap(clause -> clause.passages().stream())
                                .toList(),
                        stamp))
                .toList();
    }

    private List<Entry> clauses(Collection<String> ids, long stamp) {
        var wanted = clauses.findByIdIn(uuids(ids));
        var published = published(wanted.stream().map(PolicyClause::documentId).collect(Collectors.toSet()));
        var entries = new ArrayList<Entry>();
        for (var clause : wanted) {
            var document = published.get(clause.documentId());
            if (document != null) {
                entries.add(entry(
                        EntryKind.CLAUSE,
                        clause.id(),
                        document,
                        document.title() + " " + clause.path(),
                        clause.passages(),
                        stamp));
            }
        }
        return entries;
    }

    private Map<UUID, PolicyDocument> published(Collection<UUID> ids) {
        return documents.findByIdInAndState(ids, PolicyState.PUBLISHED).stream()
                .collect(Collectors.toMap(PolicyDocument::id, Function.identity()));
    }

    private Entry entry(
            EntryKind kind, UUID id, PolicyDocument document, String title, List<Passage> passages, long stamp) {
        var tenant = CurrentTenant.require();
        var number = document.number();
        return new Entry(
                new EntryKey(tenant.value(), kind, id.toString()),
                Set.of(Readers.below(tenant)),
                values(document),
                title,
                number == null ? null : number.toString(),
                document.issuedOn(),
                passages,
                stamp);
    }

    private Map<Facet, Set<String>> values(PolicyDocument document) {
        var values = new EnumMap<Facet, Set<String>>(Facet.class);
        values.put(Facet.REGION, Set.copyOf(areas.line(document.region())));
        if (document.issuer() != null) {
            values.put(Facet.ISSUER, Set.of(document.issuer()));
        }
        var number = document.number();
        var year = document.issuedOn() != null
                ? Integer.valueOf(document.issuedOn().getYear())
                : number == null ? null : number.year();
        if (year != null) {
            values.put(Facet.YEAR, Set.of(year.toString()));
        }
        if (document.fileType() != null) {
            values.put(Facet.FILE_TYPE, Set.of(document.fileType()));
        }
        return values;
    }

    private static List<UUID> uuids(Collection<String> ids) {
        return ids.stream().map(UUID::fromString).toList();
    }

    private static UUID uuid(@Nullable String after) {
        return after == null ? FIRST : UUID.fromString(after);
    }

    /** Whole documents. */
    @Component
    static class OfDocuments implements SearchSource {

        private final PolicyEntries entries;

        OfDocuments(PolicyEntries entries) {
            this.entries = entries;
        }

        @Override
        public EntryKind kind() {
            return EntryKind.DOCUMENT;
        }

        @Override
        public List<Entry> entries(Collection<String> ids, long stamp) {
            return entries.documents(ids, stamp);
        }

        @Override
        public List<String> idsAfter(@Nullable String after, int size) {
            return entries.documents.publishedIdsAfter(uuid(after), Limit.of(size)).stream()
                    .map(UUID::toString)
                    .toList();
        }
    }

    /** Clause by clause. */
    @Component
    static class OfClauses implements SearchSource {

        private final PolicyEntries entries;

        OfClauses(PolicyEntries entries) {
            this.entries = entries;
        }

        @Override
        public EntryKind kind() {
            return EntryKind.CLAUSE;
        }

        @Override
        public List<Entry> entries(Collection<String> ids, long stamp) {
            return entries.clauses(ids, stamp);
        }

        @Override
        public List<String> idsAfter(@Nullable String after, int size) {
            return entries.clauses.publishedIdsAfter(uuid(after), Limit.of(size)).stream()
                    .map(UUID::toString)
                    .toList();
        }
    }
}
