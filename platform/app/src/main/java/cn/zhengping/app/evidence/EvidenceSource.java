package cn.zhengping.app.evidence;

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
 * Standing evidence with its text, for the index. Its latest revision is for whom it belongs to, and for the organisers that
 * have that one; an earlier one that is still handed in is an entry of its own, for those who have it. When and where a photo
 * was taken is left out.
 */
@Component
class EvidenceSource implements SearchSource {

    private final EvidenceRepository evidence;
    private final RevisionRepository revisions;
    private final AttachmentRepository attachments;
    private final Files files;
    private final JdbcClient jdbc;
    private final Clock clock;

    EvidenceSource(
            EvidenceRepository evidence,
            RevisionRepository revisions,
            AttachmentRepository attachments,
            Files files,
            JdbcClient jdbc,
            Clock clock) {
        this.evidence = evidence;
        this.revisions = revisions;
        this.attachments = attachments;
        this.files = files;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public EntryKind kind() {
        return EntryKind.EVIDENCE;
    }

    @Override
    public List<Entry> entries(Collection<String> ids, long stamp) {
        var asked = ids.stream().map(EntryId::parse).toList();
        var standing = evidence.findByIdIn(asked.stream().map(EntryId::evidence).collect(Collectors.toSet())).stream()
                .filter(each -> each.state() == EvidenceState.STANDING)
                .collect(Collectors.toMap(Evidence::id, Function.identity()));
        var said = revisions.findByEvidenceIdInOrderByNumber(standing.keySet()).stream()
                .collect(Collectors.toMap(each -> each.evidenceId() + "@" + each.number(), Function.identity()));
        var attached = attachments.findByEvidenceIdInOrderById(standing.keySet()).stream()
                .filter(each -> each.state() == AttachmentState.STANDING)
                .collect(Collectors.groupingBy(Attachment::evidenceId));
        var wanted = asked.stream()
                .filter(id -> standing.containsKey(id.evidence()))
                .map(id -> {
                    var of = Objects.requireNonNull(standing.get(id.evidence()));
                    var number = id.revision() == null ? of.revision() : id.revision();
                    var revision = said.get(of.id() + "@" + number);
                    return revision == null || (id.revision() != null && number == of.revision())
                            ? null
                            : new Wanted(of, revision, attached.getOrDefault(of.id(), List.of()));
                })
                .filter(Objects::nonNull)
                .filter(each -> each.isLatest() || !each.handedIn().isEmpty())
                .toList();
        var fileIds = wanted.stream()
                .flatMap(each -> each.revision().files().stream())
                .map(RevisionFile::fileId)
                .collect(Collectors.toSet());
        var stored = files.byIds(fileIds);
        var pages = files.pages(fileIds);
        return wanted.stream()
                .map(each -> entry(
                        each,
                        each.revision().files().stream()
                                .map(file -> stored.get(file.fileId()))
                                .filter(Objects::nonNull)
                                .toList(),
                        each.revision().files().stream()
                                .flatMap(file -> pages.getOrDefault(file.fileId(), List.of()).stream())
                                .map(page -> new Passage(page.number(), page.text()))
                                .toList(),
                        stamp))
                .toList();
    }

    private record Wanted(Evidence of, EvidenceRevision revision, List<Attachment> attached) {
        boolean isLatest() {
            return revision.number() == of.revision();
        }

        List<Attachment> handedIn() {
            return attached.stream()
                    .filter(each -> Objects.equals(each.revision(), revision.number()))
                    .toList();
        }

        /** Attachments that concern this revision. */
        Stream<Attachment> concerned() {
            return isLatest()
                    ? attached.stream().filter(each -> each.revision() == null || each.revision() == revision.number())
                    : handedIn().stream();
        }
    }

    private Entry entry(Wanted wanted, List<StoredFile> stored, List<Passage> text, long stamp) {
        var of = wanted.of();
        var revision = wanted.revision();
        var made = revision.madeAt().atZone(clock.getZone()).toLocalDate();
        var passages = new ArrayList<Passage>();
        Stream.of(revision.note(), revision.reason(), revision.address())
                .filter(Objects::nonNull)
                .forEach(words -> passages.add(new Passage(null, words)));
        passages.addAll(text);
        return new Entry(
                new EntryKey(CurrentTenant.require().value(), EntryKind.EVIDENCE, EntryId.of(of, revision.number())),
                readers(wanted),
                values(wanted, stored, String.valueOf(made.getYear())),
                revision.title(),
                null,
                made,
                passages,
                stamp);
    }

    private static Set<String> readers(Wanted wanted) {
        var of = wanted.of();
        var own = CurrentTenant.require();
        var readers = new HashSet<String>();
        var campaign = of.campaignId();
        var area = of.area();
        if (campaign != null && area != null) {
            readers.add(Readers.wholeTenant(own));
            readers.add(Readers.area(own, campaign, area));
        } else if (wanted.isLatest()) {
            readers.add(Readers.wholeTenant(own));
            readers.addAll(Readers.divisions(own, of.line()));
        }
        for (var handIn : wanted.handedIn()) {
            var organiser = Objects.requireNonNull(handIn.organiser());
            readers.add(Readers.organiser(organiser));
            readers.add(Readers.area(
                    organiser, Objects.requireNonNull(handIn.campaignId()), Objects.requireNonNull(handIn.area())));
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
                Stream.concat(text(of.campaignId()), wanted.concerned().flatMap(each -> text(each.campaignId()))));
        put(values, Facet.CRITERION, wanted.concerned().map(each -> each.standardId() + "/" + each.criterion()));
        put(values, Facet.YEAR, Stream.of(year));
        put(values, Facet.FILE_TYPE, stored.stream().map(StoredFile::fileType).filter(Objects::nonNull));
        return values;
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
                            select e.id || '@' || a.revision from evidence e join attachment a on a.evidence_id = e.id
                            where e.state = 'STANDING' and a.state = 'STANDING' and a.revision < e.revision) as ids
                        where :after::text is null or id collate "C" > :after
                        order by id collate "C" limit :size""")
                .param("after", after)
                .param("size", size)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
