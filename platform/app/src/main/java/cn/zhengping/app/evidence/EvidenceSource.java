package cn.zhengping.app.evidence;

import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.files.FilePage;
import cn.zhengping.app.files.Files;
import cn.zhengping.app.files.StoredFile;
import cn.zhengping.app.search.Readers;
import cn.zhengping.app.search.SearchSource;
import cn.zhengping.search.Entry;
import cn.zhengping.search.EntryKey;
import cn.zhengping.search.EntryKind;
import cn.zhengping.search.Facet;
import cn.zhengping.search.Passage;
import cn.zhengping.tenants.CurrentTenant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Standing evidence with its text, for the index. Its latest revision, with all that it is attached to, is for whom it belongs
 * to. What is handed in is an entry of its own for each application, for the organiser and for the group with the area, and
 * says nothing of other applications or of the unit's own collection. Whoever reads everything in a tenant that organises for
 * itself finds the latest revision once, as its owner; whoever acts for a unit and is in the group that reviews it finds it
 * once as either. When and where a photo was taken is left out.
 */
@Component
class EvidenceSource implements SearchSource {

    /** As many characters of the files of one entry are to be found, up to the end of a page. */
    static final int LONGEST = 2_000_000;

    /** As many are held at a time, unless one entry has more. */
    static final int MOST_AT_ONCE = 3_000_000;

    private final EvidenceRepository evidence;
    private final RevisionRepository revisions;
    private final AttachmentRepository attachments;
    private final Files files;
    private final Areas areas;
    private final JdbcClient jdbc;
    private final Clock clock;

    EvidenceSource(
            EvidenceRepository evidence,
            RevisionRepository revisions,
            AttachmentRepository attachments,
            Files files,
            Areas areas,
            JdbcClient jdbc,
            Clock clock) {
        this.evidence = evidence;
        this.revisions = revisions;
        this.attachments = attachments;
        this.files = files;
        this.areas = areas;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public EntryKind kind() {
        return EntryKind.EVIDENCE;
    }

    @Override
    public List<Entry> entries(Collection<String> ids, long stamp) {
        return parts(ids, stamp).flatMap(List::stream).toList();
    }

    @Override
    public Stream<List<Entry>> parts(Collection<String> ids, long stamp) {
        var parts = new ArrayList<List<Wanted>>();
        var part = new ArrayList<Wanted>();
        var characters = 0L;
        for (var each : wanted(ids)) {
            if (!part.isEmpty() && characters + each.characters() > MOST_AT_ONCE) {
                parts.add(part);
                part = new ArrayList<>();
                characters = 0;
            }
            part.add(each);
            characters += each.characters();
        }
        parts.add(part);
        return parts.stream().map(all -> ofPart(all, stamp));
    }

    private List<Wanted> wanted(Collection<String> ids) {
        var asked = ids.stream().flatMap(id -> EntryId.parse(id).stream()).toList();
        var standing = evidence.findByIdIn(asked.stream().map(EntryId::evidence).collect(Collectors.toSet())).stream()
                .filter(each -> each.state() == EvidenceState.STANDING)
                .collect(Collectors.toMap(Evidence::id, Function.identity()));
        var numbers = asked.stream()
                .flatMap(id -> Stream.ofNullable(standing.get(id.evidence())).map(of -> revision(id, of)))
                .collect(Collectors.toSet());
        var said = revisions.findByEvidenceIdInOrderByNumber(standing.keySet()).stream()
                .filter(each -> numbers.contains(each.evidenceId() + "@" + each.number()))
                .collect(Collectors.toMap(each -> each.evidenceId() + "@" + each.number(), Function.identity()));
        var attached = attachments.findByEvidenceIdInOrderById(standing.keySet()).stream()
                .filter(each -> each.state() == AttachmentState.STANDING)
                .collect(Collectors.groupingBy(Attachment::evidenceId));
        var stored = files.byIds(said.values().stream()
                .flatMap(revision -> revision.files().stream())
                .map(RevisionFile::fileId)
                .collect(Collectors.toSet()));
        var wanted = new ArrayList<Wanted>();
        for (var id : asked) {
            var of = standing.get(id.evidence());
            if (of != null) {
                var handedIn = id.handedIn();
                var revision = said.get(revision(id, of));
                var concerned = attached.getOrDefault(of.id(), List.of()).stream()
                        .filter(each -> handedIn == null
                                || (each.handedIn() && EntryId.of(each).equals(id)))
                        .toList();
                if (revision != null && (handedIn == null || !concerned.isEmpty())) {
                    wanted.add(new Wanted(
                            id,
                            of,
                            revision,
                            concerned,
                            revision.files().stream()
                                    .map(file -> stored.get(file.fileId()))
                                    .filter(Objects::nonNull)
                                    .toList()));
                }
            }
        }
        return wanted;
    }

    /** The one that the entry shows, as it is asked for below. */
    private static String revision(EntryId id, Evidence of) {
        var handedIn = id.handedIn();
        return of.id() + "@" + (handedIn == null ? of.revision() : handedIn.revision());
    }

    /** @param attached what this entry tells of */
    private record Wanted(
            EntryId id, Evidence of, EvidenceRevision revision, List<Attachment> attached, List<StoredFile> files) {

        /** Files whose text is read. */
        List<StoredFile> read() {
            var read = new ArrayList<StoredFile>();
            var characters = 0L;
            for (var file : files) {
                if (characters < LONGEST) {
                    read.add(file);
                    characters += file.characters();
                }
            }
            return read;
        }

        long characters() {
            return read().stream().mapToLong(StoredFile::characters).sum();
        }
    }

    private List<Entry> ofPart(List<Wanted> all, long stamp) {
        var pages = files.pages(all.stream()
                .flatMap(each -> each.read().stream())
                .map(StoredFile::id)
                .collect(Collectors.toSet()));
        return all.stream()
                .map(each -> entry(
                        each,
                        each.read().stream()
                                .flatMap(file -> pages.getOrDefault(file.id(), List.of()).stream())
                                .toList(),
                        stamp))
                .toList();
    }

    private Entry entry(Wanted wanted, List<FilePage> text, long stamp) {
        var revision = wanted.revision();
        var made = revision.madeAt().atZone(clock.getZone()).toLocalDate();
        var passages = new ArrayList<Passage>();
        Stream.of(revision.note(), revision.reason(), revision.address())
                .filter(Objects::nonNull)
                .forEach(words -> passages.add(new Passage(null, words)));
        var characters = 0;
        for (var page : text) {
            if (characters < LONGEST) {
                passages.add(new Passage(page.number(), page.text()));
                characters += page.text().length();
            }
        }
        return new Entry(
                new EntryKey(
                        CurrentTenant.require().value(),
                        EntryKind.EVIDENCE,
                        wanted.id().toString()),
                readers(wanted),
                values(wanted, wanted.files(), String.valueOf(made.getYear())),
                revision.title(),
                null,
                made,
                passages,
                stamp);
    }

    private Set<String> readers(Wanted wanted) {
        var of = wanted.of();
        var own = CurrentTenant.require();
        var readers = new HashSet<String>();
        var campaign = of.campaignId();
        var area = of.area();
        if (wanted.id().handedIn() != null) {
            var handIn = wanted.attached().getFirst();
            var organiser = Objects.requireNonNull(handIn.organiser());
            var from = Objects.requireNonNull(handIn.area());
            readers.add(Readers.area(organiser, Objects.requireNonNull(handIn.campaignId()), from));
            if (!organiser.equals(own) || wanted.revision().number() != of.revision()) {
                readers.addAll(Readers.organisers(organiser, areas.line(from)));
            }
        } else if (campaign != null && area != null) {
            readers.add(Readers.area(own, campaign, area));
            readers.addAll(Readers.organisers(own, areas.line(area)));
        } else {
            readers.add(Readers.wholeTenant(own));
            readers.addAll(Readers.divisions(own, of.line()));
        }
        return readers;
    }

    private static Map<Facet, Set<String>> values(Wanted wanted, List<StoredFile> stored, String year) {
        var of = wanted.of();
        var values = new EnumMap<Facet, Set<String>>(Facet.class);
        put(values, Facet.REGION, of.line().stream());
        put(values, Facet.UNIT, text(of.unitId()));
        put(
                values,
                Facet.CAMPAIGN,
                Stream.concat(
                        text(of.campaignId()), wanted.attached().stream().flatMap(each -> text(each.campaignId()))));
        put(values, Facet.APPLICATION, applications(wanted));
        put(
                values,
                Facet.CRITERION,
                wanted.attached().stream().map(each -> each.standardId() + "/" + each.criterion()));
        put(values, Facet.YEAR, Stream.of(year));
        put(values, Facet.FILE_TYPE, stored.stream().map(StoredFile::fileType).filter(Objects::nonNull));
        return values;
    }

    /** What the owner has is found as handed in only where it is what was handed in: a sheet cannot rest on what was written since. */
    private static Stream<String> applications(Wanted wanted) {
        var of = wanted.of();
        return Stream.concat(
                text(of.applicationId()),
                wanted.attached().stream()
                        .filter(each -> Objects.equals(
                                each.revision(), wanted.revision().number()))
                        .flatMap(each -> text(each.applicationId())));
    }

    private static void put(Map<Facet, Set<String>> values, Facet facet, Stream<String> of) {
        var all = of.collect(Collectors.toUnmodifiableSet());
        if (!all.isEmpty()) {
            values.put(facet, all);
        }
    }

    private static Stream<String> text(@Nullable UUID id) {
        return id == null ? Stream.of() : Stream.of(id.toString());
    }

    @Override
    public List<String> idsAfter(@Nullable String after, int size) {
        return jdbc.sql("""
                        select id from (
                            select e.id::text as id from evidence e where e.state = 'STANDING'
                            union
                            select e.id || '@' || a.revision || '@' || a.application_id
                            from evidence e join attachment a on a.evidence_id = e.id
                            where e.state = 'STANDING' and a.state = 'STANDING' and a.organiser is not null) as ids
                        where :after::text is null or id collate "C" > :after
                        order by id collate "C" limit :size""")
                .param("after", after)
                .param("size", size)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
