package cn.zhengping.app.reviews;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Assignment;
import cn.zhengping.app.campaigns.Campaigns;
import cn.zhengping.app.campaigns.GroupMember;
import cn.zhengping.app.campaigns.Groups;
import cn.zhengping.app.campaigns.ReviewGroup;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.requests.Idempotency;
import cn.zhengping.app.reviews.Settlement.Mode;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.scoring.InvalidAnswerException;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.tenants.CurrentTenant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sheets of groups, made by their leaders from those of the members. */
@Service
public class Consolidations {

    private final Access access;
    private final Applications applications;
    private final Campaigns campaigns;
    private final Groups groups;
    private final Standards standards;
    private final Sheets sheets;
    private final ConsolidationRepository consolidations;
    private final VoidedSignatureRepository voidedSignatures;
    private final SheetScoring scoring;
    private final ReviewTime time;
    private final ReviewFeed feed;
    private final Idempotency idempotency;
    private final ApplicationEventPublisher events;

    Consolidations(
            Access access,
            Applications applications,
            Campaigns campaigns,
            Groups groups,
            Standards standards,
            Sheets sheets,
            ConsolidationRepository consolidations,
            VoidedSignatureRepository voidedSignatures,
            SheetScoring scoring,
            ReviewTime time,
            ReviewFeed feed,
            Idempotency idempotency,
            ApplicationEventPublisher events) {
        this.access = access;
        this.applications = applications;
        this.campaigns = campaigns;
        this.groups = groups;
        this.standards = standards;
        this.sheets = sheets;
        this.consolidations = consolidations;
        this.voidedSignatures = voidedSignatures;
        this.scoring = scoring;
        this.time = time;
        this.feed = feed;
        this.idempotency = idempotency;
        this.events = events;
    }

    /** That a member's sheet does not count, and why. */
    record Absence(UUID accountId, String reason) {}

    /** What a request to sign says; for the idempotency key. */
    private record Signing(UUID application, int version) {}

    /**
     * Begins the group's sheet, or says anew who is excused. Done by the leader, once every other member has submitted.
     *
     * @param version of the sheet that was read; null where there is none yet
     * @param absences all of them: a member who is not named is not excused
     * @throws PlatformException {@code NOT_LEADER}, {@code STALE_VERSION}, {@code ALREADY_SIGNED}, {@code EXCUSED_UNKNOWN},
     *     {@code EXCUSED_TWICE}, {@code EXCUSED_HAS_SUBMITTED}, {@code REASON_MISSING}, {@code MEMBERS_MISSING}, {@code
     *     NO_SHEET_COUNTS}, those of {@link ReviewTime}
     */
    @Transactional
    Consolidated consolidate(UUID applicationId, @Nullable Integer version, List<Absence> absences) {
        var given = led(applicationId);
        var standing = standing(applicationId);
        time.isLateForLeader(
                given.campaign(), standing.filter(ConsolidatedSheet::returned).isPresent());
        if (standing.isPresent()) {
            standing.get().requireVersion(version);
            standing.get().requireOpen();
        } else if (version != null) {
            throw new PlatformException(ReviewError.STALE_VERSION);
        }
        var submitted = submitted(applicationId);
        var excuses = excuses(given.group(), absences, submitted);
        var missing = missing(given.group(), submitted, excuses);
        if (!missing.isEmpty()) {
            throw membersMissing(missing);
        }
        if (submitted.isEmpty()) {
            throw new PlatformException(ReviewError.NO_SHEET_COUNTS);
        }
        var sheet = standing.orElseGet(() ->
                new ConsolidatedSheet(submitted.getFirst(), given.campaign().spreadBound()));
        sheet.excuse(excuses);
        return saved(sheet, given.group());
    }

    private static List<Excuse> excuses(ReviewGroup group, List<Absence> absences, List<ScoreSheet> submitted) {
        var excuses = new ArrayList<Excuse>();
        var seen = new HashSet<UUID>();
        for (var absence : absences) {
            var member = group.member(absence.accountId())
                    .orElseThrow(() -> new PlatformException(ReviewError.EXCUSED_UNKNOWN, group.name()));
            if (!seen.add(member.accountId())) {
                throw new PlatformException(ReviewError.EXCUSED_TWICE, member.name());
            }
            if (submitted.stream().anyMatch(sheet -> sheet.accountId().equals(member.accountId()))) {
                throw new PlatformException(ReviewError.EXCUSED_HAS_SUBMITTED, member.name());
            }
            excuses.add(new Excuse(member.accountId(), member.name(), Words.reason(absence.reason())));
        }
        return excuses;
    }

    private static PlatformException membersMissing(List<GroupMember> missing) {
        return new PlatformException(
                ReviewError.MEMBERS_MISSING,
                missing.stream().map(GroupMember::name).collect(Collectors.joining("、")));
    }

    /**
     * Settles one criterion on which the members differ: by their average, or by an answer on which the group agreed and
     * which takes the place of each member's.
     *
     * @param agreed null for the average
     * @param words why; required where the spread is over the campaign's bound or findings contradict
     * @throws PlatformException {@code NOT_LEADER}, {@code NOT_CONSOLIDATED}, {@code STALE_VERSION}, {@code ALREADY_SIGNED},
     *     {@code NOTHING_TO_SETTLE}, {@code AVERAGE_IMPOSSIBLE}, {@code AGREED_ANSWER_MISSING}, {@code
     *     AGREED_ANSWER_UNEXPECTED}, {@code WORDS_MISSING}, {@code WORDS_TOO_LONG}, those of {@link ReviewTime}
     * @throws InvalidAnswerException also for a criterion that the standard does not have
     */
    @Transactional
    Consolidated settle(
            UUID applicationId,
            int version,
            String criterionId,
            Mode mode,
            @Nullable Answer agreed,
            @Nullable String words) {
        var given = led(applicationId);
        var sheet = find(applicationId);
        time.isLateForLeader(given.campaign(), sheet.returned());
        sheet.requireVersion(version);
        sheet.requireOpen();
        switch (mode) {
            case UNANIMOUS -> throw new PlatformException(ReviewError.NOTHING_TO_SETTLE, criterionId);
            case AVERAGE -> {
                if (agreed != null) {
                    throw new PlatformException(ReviewError.AGREED_ANSWER_UNEXPECTED, criterionId);
                }
            }
            case AGREED -> {
                if (agreed == null) {
                    throw new PlatformException(ReviewError.AGREED_ANSWER_MISSING, criterionId);
                }
            }
        }
        var gathered = scoring.gather(Set.of(applicationId));
        var counting = counting(sheet, submitted(applicationId));
        if (counting.isEmpty()) {
            throw new PlatformException(ReviewError.NO_SHEET_COUNTS);
        }
        if (agreed != null) {
            gathered.scorer(sheet.standard())
                    .check(
                            criterionId,
                            agreed,
                            gathered.context(applicationId, SheetScoring.Gathered.scoringDay(counting)));
        }
        var line = gathered.consolidate(sheet, counting)
                .line(criterionId)
                .orElseThrow(() -> new PlatformException(ReviewError.NOTHING_TO_SETTLE, criterionId));
        sheet.settle(line, new Settlement(mode, agreed, Words.optional(words), line.over()));
        // what fits by itself need not fit into each member's sheet
        gathered.consolidate(sheet, counting);
        return saved(sheet, given.group());
    }

    /**
     * Signs the group's sheet: the leader answers for all that counts, and {@link ScoreSheetSigned} is published.
     *
     * @throws PlatformException {@code NOT_LEADER}, {@code NOT_CONSOLIDATED}, {@code STALE_VERSION}, {@code ALREADY_SIGNED},
     *     {@code MEMBERS_MISSING}, {@code NO_SHEET_COUNTS}, {@code UNSETTLED}, those of {@link ReviewTime}
     */
    @Transactional
    Consolidated sign(UUID applicationId, int version, @Nullable String idempotencyKey) {
        var given = led(applicationId);
        idempotency.once(idempotencyKey, "signSheet", new Signing(applicationId, version), () -> {
            var sheet = find(applicationId);
            var late = time.isLateForLeader(given.campaign(), sheet.returned()) || sheet.late();
            sheet.requireVersion(version);
            sheet.requireOpen();
            var submitted = submitted(applicationId);
            var missing = missing(given.group(), submitted, sheet.excuses());
            if (!missing.isEmpty()) {
                throw membersMissing(missing);
            }
            var counting = counting(sheet, submitted);
            if (counting.isEmpty()) {
                throw new PlatformException(ReviewError.NO_SHEET_COUNTS);
            }
            var gathered = scoring.gather(Set.of(applicationId));
            var result = gathered.consolidate(sheet, counting);
            if (!result.unsettled().isEmpty()) {
                throw new PlatformException(ReviewError.UNSETTLED, String.join(", ", result.unsettled()));
            }
            // the database keeps microseconds, and what is read back has to give the same content
            var now = time.now().truncatedTo(ChronoUnit.MICROS);
            var member = given.member();
            var signer = new SignedContent.Signer(member.accountId(), member.name(), now, late);
            var content = content(sheet, gathered, counting, result, signer);
            var digest = DigestUtils.sha256Hex(content);
            sheet.sign(new Signature(member.accountId(), member.name(), now, digest, content), late);
            consolidations.saveAndFlush(sheet);
            feed.changed(sheet.campaignId());
            events.publishEvent(
                    new ScoreSheetSigned(CurrentTenant.require(), sheet.campaignId(), applicationId, digest));
            return sheet.id();
        });
        return view(find(applicationId), given.group());
    }

    private String content(
            ConsolidatedSheet sheet,
            SheetScoring.Gathered gathered,
            List<ScoreSheet> counting,
            Consolidation result,
            SignedContent.Signer signer) {
        return SignedContent.write(
                CurrentTenant.require(),
                sheet,
                gathered.application(sheet.applicationId()),
                standards.plugin(sheet.standard().plugin()).sha256(),
                counting,
                gathered.inputs(sheet.applicationId()),
                result,
                signer);
    }

    /**
     * Takes the signature back, so that the sheets can be changed; it goes into the history. Done by the leader.
     *
     * @throws PlatformException {@code NOT_LEADER}, {@code NOT_CONSOLIDATED}, {@code STALE_VERSION}, {@code NOT_SIGNED},
     *     {@code REASON_MISSING}, {@code WORDS_TOO_LONG}, those of {@link ReviewTime}
     */
    @Transactional
    Consolidated reopen(UUID applicationId, int version, String reason) {
        var given = led(applicationId);
        var sheet = find(applicationId);
        time.isLateForLeader(given.campaign(), sheet.returned());
        sheet.requireVersion(version);
        voidedSignatures.save(sheet.reopen(access.actor(), Words.reason(reason), time.now()));
        return saved(sheet, given.group());
    }

    /**
     * Returns a signed sheet to its group: the signature is void and goes into the history, and the group may work on
     * this application until it is signed again, also while the campaign is verifying and whatever its phases say.
     *
     * @throws PlatformException {@code NOT_CONSOLIDATED}, {@code NOT_SIGNED}, {@code REASON_MISSING}, {@code
     *     WORDS_TOO_LONG}, {@code REVIEW_OVER} once results are published; {@code ROLE_MISSING}, {@code OUTSIDE_SCOPE} for all but campaign managers of the whole tenant
     */
    @Transactional
    public void giveBack(UUID applicationId, String reason) {
        var actor = access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        var sheet = find(applicationId);
        time.requireReturnable(campaigns.get(sheet.campaignId()));
        voidedSignatures.save(sheet.giveBack(actor, Words.reason(reason), time.now()));
        consolidations.saveAndFlush(sheet);
        feed.changed(sheet.campaignId());
    }

    /**
     * The group's sheet on an application, for the group and for those who run the campaign; empty before the leader has
     * begun it.
     *
     * @throws PlatformException {@code APPLICATION_UNKNOWN}
     */
    @Transactional(readOnly = true)
    Optional<Consolidated> get(UUID applicationId) {
        access.require(Sheets.READERS);
        var application = applications.get(applicationId);
        return standing(applicationId)
                .map(sheet -> view(
                        sheet,
                        Optional.ofNullable(groups.ofApplications(Set.of(application))
                                        .get(applicationId))
                                .orElseThrow(() -> new PlatformException(ReviewError.NOT_CONSOLIDATED))));
    }

    /**
     * The sheets that stand signed, by application; no entry where none does. For the feature that gives results: whose
     * they are is not checked here. Costs the same number of statements for any number of applications.
     */
    @Transactional(readOnly = true)
    public Map<UUID, SignedSheet> signed(Collection<UUID> applicationIds) {
        access.actor();
        var gathered = scoring.gather(applicationIds);
        var byApplication = sheets.ofApplications(applicationIds).stream()
                .filter(sheet -> sheet.state() == SheetState.SUBMITTED)
                .collect(Collectors.groupingBy(ScoreSheet::applicationId));
        var signed = new HashMap<UUID, SignedSheet>();
        for (var sheet : consolidations.findByApplicationIdInAndRound(applicationIds, ScoreSheet.FIRST_ROUND)) {
            var signature = sheet.signature();
            if (sheet.state() == ConsolidationState.SIGNED && signature != null) {
                var counting = counting(sheet, byApplication.getOrDefault(sheet.applicationId(), List.of()));
                signed.put(
                        sheet.applicationId(),
                        SignedContent.read(sheet, signature, intact(sheet, signature, gathered, counting)));
            }
        }
        return signed;
    }

    /**
     * What the sheets that stand signed would come to by other standards, by application. For the feature that gives results:
     * whose they are is not checked here. Costs the same number of statements for any number of applications.
     *
     * @param others by the standard that was signed by; that itself gives exactly the totals that were signed
     */
    @Transactional(readOnly = true)
    public Map<UUID, ReplayedSheet> replay(Collection<UUID> applicationIds, Function<StandardRef, Scorer> others) {
        access.actor();
        var gathered = scoring.gather(applicationIds);
        var byApplication = sheets.ofApplications(applicationIds).stream()
                .filter(sheet -> sheet.state() == SheetState.SUBMITTED)
                .collect(Collectors.groupingBy(ScoreSheet::applicationId));
        var replayed = new HashMap<UUID, ReplayedSheet>();
        for (var sheet : consolidations.findByApplicationIdInAndRound(applicationIds, ScoreSheet.FIRST_ROUND)) {
            var signature = sheet.signature();
            if (sheet.state() == ConsolidationState.SIGNED && signature != null) {
                var counting = counting(sheet, byApplication.getOrDefault(sheet.applicationId(), List.of()));
                var standing = intact(sheet, signature, gathered, counting);
                replayed.put(
                        sheet.applicationId(),
                        standing == null
                                ? new ReplayedSheet(sheet.applicationId(), false, Score.ZERO, Score.ZERO, List.of())
                                : gathered.replay(sheet, counting, standing, others.apply(sheet.standard())));
            }
        }
        return replayed;
    }

    /** What the rows give now, if that is what was signed; otherwise null. */
    private @Nullable Consolidation intact(
            ConsolidatedSheet sheet, Signature signature, SheetScoring.Gathered gathered, List<ScoreSheet> counting) {
        if (counting.isEmpty() || !DigestUtils.sha256Hex(signature.content()).equals(signature.digest())) {
            return null;
        }
        try {
            var result = gathered.consolidate(sheet, counting);
            var signer =
                    new SignedContent.Signer(signature.accountId(), signature.name(), signature.at(), sheet.late());
            return result.total() != null
                            && DigestUtils.sha256Hex(content(sheet, gathered, counting, result, signer))
                                    .equals(signature.digest())
                    ? result
                    : null;
        } catch (InvalidAnswerException changedBehindOurBack) {
            return null;
        }
    }

    private Consolidated saved(ConsolidatedSheet sheet, ReviewGroup group) {
        feed.changed(sheet.campaignId());
        try {
            return view(consolidations.saveAndFlush(sheet), group);
        } catch (DataIntegrityViolationException twoFirstSheetsAtOnce) {
            throw new PlatformException(ReviewError.STALE_VERSION);
        }
    }

    private Consolidated view(ConsolidatedSheet sheet, ReviewGroup group) {
        var submitted = submitted(sheet.applicationId());
        var counting = counting(sheet, submitted);
        return new Consolidated(
                sheet,
                counting.isEmpty()
                        ? null
                        : scoring.gather(Set.of(sheet.applicationId())).consolidate(sheet, counting),
                missing(group, submitted, sheet.excuses()),
                counting,
                voidedSignatures.findBySheetIdOrderByVoidedAt(sheet.id()));
    }

    private List<ScoreSheet> submitted(UUID applicationId) {
        return sheets.ofApplications(Set.of(applicationId)).stream()
                .filter(sheet -> sheet.state() == SheetState.SUBMITTED)
                .toList();
    }

    private static List<ScoreSheet> counting(ConsolidatedSheet sheet, List<ScoreSheet> submitted) {
        return submitted.stream()
                .filter(each -> !sheet.excuses(each.accountId()))
                .toList();
    }

    private static List<GroupMember> missing(
            ReviewGroup group, List<ScoreSheet> submitted, Collection<Excuse> excuses) {
        return group.members().stream()
                .filter(member ->
                        submitted.stream().noneMatch(sheet -> sheet.accountId().equals(member.accountId())))
                .filter(member ->
                        excuses.stream().noneMatch(excuse -> excuse.accountId().equals(member.accountId())))
                .toList();
    }

    private Assignment led(UUID applicationId) {
        var given = groups.assignment(applicationId);
        if (!given.member().leader()) {
            throw new PlatformException(ReviewError.NOT_LEADER, given.group().name());
        }
        return given;
    }

    private Optional<ConsolidatedSheet> standing(UUID applicationId) {
        return consolidations.findByApplicationIdAndRound(applicationId, ScoreSheet.FIRST_ROUND);
    }

    private ConsolidatedSheet find(UUID applicationId) {
        return standing(applicationId).orElseThrow(() -> new PlatformException(ReviewError.NOT_CONSOLIDATED));
    }
}
