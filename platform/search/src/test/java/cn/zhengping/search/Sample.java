package cn.zhengping.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entries and requests of tests, of which each names only what it is about. */
public final class Sample {

    public static final String GRANT = "tenant:510900";

    private Sample() {}

    public static EntryBuilder entry(EntryKind kind, String id, String title) {
        return new EntryBuilder(kind, id, title);
    }

    public static EntryBuilder evidence(String id, String title, String... texts) {
        return new EntryBuilder(EntryKind.EVIDENCE, id, title).text(texts);
    }

    public static Asking ask(String text) {
        return new Asking(text);
    }

    public static SuggestRequest typed(String typed) {
        return new SuggestRequest(typed, Set.of(GRANT), Set.of(), 10);
    }

    /** An entry of 遂宁市 that its members may read. */
    public static final class EntryBuilder {

        private final EntryKind kind;
        private final String id;
        private final String title;
        private String tenant = "510900";
        private Set<String> readers = Set.of(GRANT);
        private final Map<Facet, Set<String>> values = new EnumMap<>(Facet.class);
        private @Nullable String number;
        private @Nullable LocalDate date;
        private final List<Passage> passages = new ArrayList<>();
        private long stamp = 1000;

        private EntryBuilder(EntryKind kind, String id, String title) {
            this.kind = kind;
            this.id = id;
            this.title = title;
        }

        public EntryBuilder tenant(String tenant) {
            this.tenant = tenant;
            return this;
        }

        public EntryBuilder readers(String... readers) {
            this.readers = Set.of(readers);
            return this;
        }

        public EntryBuilder value(Facet facet, String... values) {
            this.values.put(facet, Set.of(values));
            return this;
        }

        public EntryBuilder number(String number) {
            this.number = number;
            return this;
        }

        public EntryBuilder date(String date) {
            this.date = LocalDate.parse(date);
            return this;
        }

        public EntryBuilder text(String... texts) {
            for (String text : texts) {
                passages.add(new Passage(null, text));
            }
            return this;
        }

        public EntryBuilder page(int page, String text) {
            passages.add(new Passage(page, text));
            return this;
        }

        public EntryBuilder stamp(long stamp) {
            this.stamp = stamp;
            return this;
        }

        public Entry build() {
            return new Entry(new EntryKey(tenant, kind, id), readers, values, title, number, date, passages, stamp);
        }
    }

    /** A request by somebody who holds {@link #GRANT}. */
    public static final class Asking {

        private final String text;
        private SearchRequest.Match match = SearchRequest.Match.WORDS;
        private Set<String> grants = Set.of(GRANT);
        private final Map<Facet, Set<String>> filters = new EnumMap<>(Facet.class);
        private final Set<Facet> counts = EnumSet.noneOf(Facet.class);
        private SearchRequest.Sort sort = SearchRequest.Sort.RELEVANCE;
        private final List<Set<String>> synonyms = new ArrayList<>();
        private Set<String> preferred = Set.of();
        private int size = 20;
        private @Nullable String after;

        private Asking(String text) {
            this.text = text;
        }

        public Asking like() {
            this.match = SearchRequest.Match.LIKE;
            return this;
        }

        public Asking grants(String... grants) {
            this.grants = Set.of(grants);
            return this;
        }

        public Asking filter(Facet facet, String... values) {
            filters.put(facet, Set.of(values));
            return this;
        }

        public Asking count(Facet... facets) {
            counts.addAll(List.of(facets));
            return this;
        }

        public Asking sort(SearchRequest.Sort sort) {
            this.sort = sort;
            return this;
        }

        public Asking synonyms(String... words) {
            synonyms.add(Set.of(words));
            return this;
        }

        public Asking prefer(String... criteria) {
            this.preferred = Set.of(criteria);
            return this;
        }

        public Asking size(int size) {
            this.size = size;
            return this;
        }

        public Asking after(@Nullable String after) {
            this.after = after;
            return this;
        }

        public SearchRequest request() {
            return new SearchRequest(text, match, grants, filters, counts, sort, synonyms, preferred, size, after);
        }
    }
}
