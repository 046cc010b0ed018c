package cn.zhengping.app.reviews;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Actor;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.campaigns.Assignment;
import cn.zhengping.app.campaigns.Campaigns;
import cn.zhengping.app.campaigns.Groups;
import cn.zhengping.app.campaigns.ReviewGroup;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.evidence.EvidenceForReview;
import cn.zhengping.app.evidence.PinnedEvidence;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.requests.Idempotency;
import cn.zhengping.scoring.CriterionScore;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.ScoreResult;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Standard;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.PredicateSpecification;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The sheets of members. A member works on the own sheet alone; the leader sees what was submitted, and whoever runs the
 * campaign sees all. Another's sheet is unknown to everybody else.
 */
@Service
public class Sheets {

    static final Role[] READERS = {
        Role.TENANT_ADMIN, Role.CAMPAIGN_MANAGER, Role.OBSERVER, Role.INTEGRATOR, Role.GROUP_LEADER, Role.INSPECTOR
    };
    private static final Sort OLDEST_FIRST = Sort.by("id");

    private final Access access;
    private final Campaigns campaigns;
    private final Groups groups;
    private final SheetRepository sheets;
    private final ConsolidationRepository consolidations;
    private final SheetScoring scoring;
    private final ReviewTime time;
    private final ReviewFeed feed;
    private final EvidenceForReview evidence;
    private final Idempotency idempotency;
    private final EntityManager entities;

    Sheets(
            Access access,
            Campaigns campaigns,
            Groups groups,
            SheetRepository sheets,
            ConsolidationRepository consolidations,
            SheetScoring scoring,
            ReviewTime time,
            ReviewFeed feed,
            EvidenceForReview evidence,
            Idempotency idempotency,
            EntityManager entities) {
        this.access = access;
        this.campaigns = campaigns;
        this.groups = groups;
        this.sheets = sheets;
        this.consolidations = consolidations;
        this.scoring = scoring;
        this.time = time;
        this.feed = feed;
        this.evidence = evidence;
        this.idempotency = idempotency;
        this.entities = entities;
    }

    /** What a request to save says; for the idempotency key. */
    private record Entry(UUID application, @Nullable Integer version, String answers) {}

    /** What a request to submit says; for the idempotency key. */
    private record Submission(UUID sheet, int version) {}

    /**
     * Enters answers on the account's own sheet, which begins with the first ones. All of them are checked, and none is
     * kept where one is wrong; criteria that are not named keep their answers.
     *
     * @param version of the sheet that was read; null where there is none yet
     * @throws PlatformException {@code APPLICATION_UNKNOWN} for what was given to others, {@code NOTHING_ENTERED}, {@code
     *     ANSWER_TWICE}, {@code NOTE_TOO_LONG}, {@code EVIDENCE_ILL_FORMED}, {@code EVIDENCE_TOO_MUCH}, {@code
     *     EVIDENCE_NOT_HANDED_IN}, {@code EVIDENCE_GONE}, {@code STALE_VERSION}, {@code SHEET_ALREADY_SUBMITTED}, {@code SHEET_UNDER_SIGNATURE}, those of {@link ReviewTime}
     * @throws cn.zhengping.scoring.InvalidAnswerException if an answer does not fit its criterion
     */
    @Transactional
    public ScoreSheet saveAnswers(
            UUID applicationId, @Nullable Integer version, List<SheetAnswer> entered, @Nullable String idempotencyKey) {
        var given = groups.assignment(applicationId);
        if (entered.isEmpty()) {
            throw new PlatformException(ReviewError.NOTHING_ENTERED);
        }
        var byCriterion = new LinkedHashMap<String, SheetAnswer>();
        for (var each : entered) {
            if (byCriterion.put(each.criterionId(), each) != null) {
                throw new PlatformException(ReviewError.ANSWER_TWICE, each.criterionId());
            }
            each.requireWithinBounds();
        }
        var entry = new Entry(applicationId, version, StoredJson.write(byCriterion));
        return find(idempotency.once(idempotencyKey, "saveAnswers", entry, () -> {
            requireOpenToMembers(given);
            var sheet = own(given, version);
            sheet.enter(found(applicationId, entered));
            var gathered = scoring.gather(Set.of(applicationId));
            var scorer = gathered.scorer(sheet.standard());
            var context = gathered.context(sheet);
            entered.forEach(each -> scorer.check(each.criterionId(), each.answer(), context));
            // what fits one by one need not fit together
            gathered.score(sheet);
            return save(sheet);
        }));
    }

    /** The answers with what they rest on as it stands with the organiser: revision, digest and title. */
    private List<SheetAnswer> found(UUID applicationId, List<SheetAnswer> entered) {
        var wanted = entered.stream()
                .flatMap(answer -> answer.evidence().stream())
                .map(SheetEvidence::evidence)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        if (wanted.isEmpty()) {
            return entered;
        }
        var there = evidence.of(applicationId, wanted);
        return entered.stream()
                .map(answer -> new SheetAnswer(
                        answer.criterionId(),
                        answer.answer(),
                        answer.note(),
                        answer.evidence().stream()
                                .map(each -> each.evidence() == null
                                        ? each
                                        : found(
                                                answer.criterionId(),
                                                each,
                                                there.getOrDefault(each.evidence(), List.of())))
                                .toList()))
                .toList();
    }

    private static SheetEvidence found(String criterionId, SheetEvidence wanted, List<PinnedEvidence> there) {
        var possible = there.stream().filter(wanted::rests).toList();
        var gone = possible.isEmpty() ? there : possible;
        return possible.stream()
                .filter(PinnedEvidence::standing)
                .max(Comparator.comparingInt(PinnedEvidence::revision))
                .map(wanted::found)
                .orElseThrow(() -> new PlatformException(
                        gone.isEmpty() || gone.stream().anyMatch(PinnedEvidence::standing)
                                ? ReviewError.EVIDENCE_NOT_HANDED_IN
                                : ReviewError.EVIDENCE_GONE,
                        criterionId));
    }

    /** Criteria whose answers rest on what was taken back or withdrawn since. Holds the rest until the transaction ends. */
    private List<String> withEvidenceGone(ScoreSheet sheet) {
        var there = evidence.of(
                sheet.applicationId(),
                sheet.restsOn()
                        .map(SheetEvidence::evidence)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
        return sheet.answers().values().stream()
                .filter(answer -> answer.evidence().stream()
                        .filter(each -> each.kind() == SheetEvidence.Kind.EVIDENCE)
                        .anyMatch(each -> there.getOrDefault(each.evidence(), List.of()).stream()
                                .noneMatch(on -> each.rests(on) && on.standing())))
                .map(SheetAnswer::criterionId)
                .sorted()
                .toList();
    }

    private ScoreSheet own(Assignment given, @Nullable Integer version) {
        var applicationId = given.application().id();
        var standing = sheets.findByApplicationIdAndRoundAndAccountId(
                applicationId, ScoreSheet.FIRST_ROUND, given.member().accountId());
        if (standing.isPresent() != (version != null)) {
            throw new PlatformException(ReviewError.STALE_VERSION);
        }
        if (standing.isPresent() && version != null) {
            standing.get().requireVersion(version);
            return standing.get();
        }
        return new ScoreSheet(given);
    }

    /**
     * Takes answers off the account's own sheet.
     *
     * @throws PlatformException {@code SHEET_UNKNOWN}, {@code NOT_ANSWERED}, and as {@link #saveAnswers}
     */
    @Transactional
    public ScoreSheet clearAnswers(UUID sheetId, int version, Collection<String> criteria) {
        var sheet = own(sheetId);
        requireOpenToMembers(groups.assignment(sheet.applicationId()));
        if (criteria.isEmpty()) {
            throw new PlatformException(ReviewError.NOTHING_ENTERED);
        }
        sheet.requireVersion(version);
        sheet.clear(Set.copyOf(criteria));
        save(sheet);
        return sheet;
    }

    /**
     * Hands the account's own sheet in to the leader.
     *
     * @throws PlatformException {@code SHEET_UNKNOWN}, {@code SHEET_INCOMPLETE}, {@code INPUT_MISSING}, {@code EVIDENCE_MISSING}, {@code
     *     EVIDENCE_GONE}, {@code SHEET_ALREADY_SUBMITTED}, {@code SHEET_UNDER_SIGNATURE}, {@code STALE_VERSION}, those of {@link ReviewTime}
     */
    @Transactional
    public ScoreSheet submit(UUID sheetId, int version, @Nullable String idempotencyKey) {
        var sheet = own(sheetId);
        var given = groups.assignment(sheet.applicationId());
        idempotency.once(idempotencyKey, "submitSheet", new Submission(sheetId, version), () -> {
            var late = requireOpenToMembers(given);
            sheet.requireVersion(version);
            var gone = withEvidenceGone(sheet);
            if (!gone.isEmpty()) {
                throw new PlatformException(ReviewError.EVIDENCE_GONE, String.join(", ", gone));
            }
            var gathered = scoring.gather(Set.of(sheet.applicationId()));
            var result = gathered.score(sheet);
            var standard = gathered.scorer(sheet.standard()).standard();
            var inputs = gathered.missingInputs(sheet, result.gaps());
            if (!inputs.isEmpty()) {
                throw new PlatformException(ReviewError.INPUT_MISSING, String.join(", ", inputs));
            }
            sheet.submit(
                    result.gaps(), withoutEvidence(sheet, result, standard), late, time.now(), gathered.day(sheet));
            return save(sheet);
        });
        return sheet;
    }

    private static List<String> withoutEvidence(ScoreSheet sheet, ScoreResult result, Standard standard) {
        var asking = standard.criteria()
                .filter(criterion -> criterion.evidence().required())
                .map(Criterion::id)
                .collect(Collectors.toSet());
        return result.criteria().stream()
                .filter(score -> score.points() == null
                        ? score.finding() == Finding.MET
                        : score.points().compareTo(Score.ZERO) > 0)
                .map(CriterionScore::criterion)
                .filter(asking::contains)
                .filter(criterion -> {
                    var answer = sheet.answers().get(criterion);
                    return answer != null && answer.evidence().isEmpty();
                })
                .toList();
    }

    /**
     * Opens a submitted sheet again, by its member or by the leader. A consolidated sheet cannot be signed until it is back.
     *
     * @throws PlatformException {@code SHEET_UNKNOWN}, {@code SHEET_NOT_SUBMITTED}, {@code SHEET_UNDER_SIGNATURE}, {@code
     *     STALE_VERSION}, those of {@link ReviewTime}
     */
    @Transactional
    public ScoreSheet reopen(UUID sheetId, int version) {
        var sheet = find(sheetId);
        var given = groups.assignment(sheet.applicationId());
        if (!sheet.accountId().equals(given.member().accountId())
                && !given.member().leader()) {
            throw new PlatformException(ReviewError.SHEET_UNKNOWN);
        }
        requireOpenToMembers(given);
        sheet.requireVersion(version);
        sheet.reopen();
        // whoever signs at the same moment fails, or the caller does
        consolidations
                .findByApplicationIdAndRound(sheet.applicationId(), sheet.round())
                .ifPresent(resting -> entities.lock(resting, LockModeType.OPTIMISTIC_FORCE_INCREMENT));
        save(sheet);
        return sheet;
    }

    /** Whether it is late. */
    private boolean requireOpenToMembers(Assignment given) {
        var consolidated =
                consolidations.findByApplicationIdAndRound(given.application().id(), ScoreSheet.FIRST_ROUND);
        var late = time.isLateForMembers(
                given.campaign(),
                consolidated.filter(ConsolidatedSheet::returned).isPresent());
        if (consolidated
                .filter(each -> each.state() == ConsolidationState.SIGNED)
                .isPresent()) {
            throw new PlatformException(ReviewError.SHEET_UNDER_SIGNATURE);
        }
        return late;
    }

    private UUID save(ScoreSheet sheet) {
        feed.changed(sheet.campaignId());
        try {
            return sheets.saveAndFlush(sheet).id();
        } catch (DataIntegrityViolationException twoFirstSheetsAtOnce) {
            throw new PlatformException(ReviewError.STALE_VERSION);
        }
    }

    /**
     * One sheet, as far as the account may see it.
     *
     * @throws PlatformException {@code SHEET_UNKNOWN}
     */
    @Transactional(readOnly = true)
    public ScoreSheet get(UUID sheetId) {
        var actor = access.require(READERS);
        var sheet = find(sheetId);
        if (!actor.seesAll()
                && !sheet.accountId().equals(actor.account())
                && !(sheet.state() == SheetState.SUBMITTED
                        && led(sheet.campaignId(), actor).contains(sheet.groupId()))) {
            throw new PlatformException(ReviewError.SHEET_UNKNOWN);
        }
        return sheet;
    }

    /** The account's own sheet on an application that it was given; empty before the first answer. */
    @Transactional(readOnly = true)
    public Optional<ScoreSheet> mine(UUID applicationId) {
        var given = groups.assignment(applicationId);
        return sheets.findByApplicationIdAndRoundAndAccountId(
                applicationId, ScoreSheet.FIRST_ROUND, given.member().accountId());
    }

    /** The sheets of a campaign that the account may see, oldest first. */
    @Transactional(readOnly = true)
    public Window<ScoreSheet> list(UUID campaignId, @Nullable SheetState state, Paging paging) {
        var actor = access.require(READERS);
        campaigns.get(campaignId);
        var filter = PredicateSpecification.<ScoreSheet>where(
                        (sheet, criteria) -> criteria.equal(sheet.get("campaignId"), campaignId))
                .and(state == null ? PredicateSpecification.unrestricted() : inState(state))
                .and(actor.seesAll() ? PredicateSpecification.unrestricted() : seenBy(actor, campaignId));
        return paging.rows(OLDEST_FIRST, (position, sort, limit) -> sheets.find(filter, position, sort, limit));
    }

    private static PredicateSpecification<ScoreSheet> inState(SheetState state) {
        return (sheet, criteria) -> criteria.equal(sheet.get("state"), state);
    }

    private PredicateSpecification<ScoreSheet> seenBy(Actor actor, UUID campaignId) {
        PredicateSpecification<ScoreSheet> own =
                (sheet, criteria) -> criteria.equal(sheet.get("accountId"), actor.account());
        var led = led(campaignId, actor);
        if (led.isEmpty()) {
            return own;
        }
        PredicateSpecification<ScoreSheet> ofGroup =
                (sheet, criteria) -> sheet.get("groupId").in(led);
        return own.or(ofGroup.and(inState(SheetState.SUBMITTED)));
    }

    /** Ids of the groups of the campaign that the account leads. */
    private Set<UUID> led(UUID campaignId, Actor actor) {
        return groups.ofCampaign(campaignId).stream()
                .filter(group -> group.leader()
                        .filter(leader -> leader.accountId().equals(actor.account()))
                        .isPresent())
                .map(ReviewGroup::id)
                .collect(Collectors.toSet());
    }

    /** What sheets give as they are, each by its id; for sheets that the account may see. */
    @Transactional(readOnly = true)
    public Map<UUID, ScoreResult> results(Collection<ScoreSheet> of) {
        access.require(READERS);
        var gathered = scoring.gather(of.stream().map(ScoreSheet::applicationId).collect(Collectors.toSet()));
        return of.stream().collect(Collectors.toMap(ScoreSheet::id, gathered::score));
    }

    List<ScoreSheet> ofApplications(Collection<UUID> applicationIds) {
        return sheets.findByApplicationIdInAndRoundOrderByAccountId(applicationIds, ScoreSheet.FIRST_ROUND);
    }

    private ScoreSheet own(UUID sheetId) {
        var actor = access.require(Role.INSPECTOR, Role.GROUP_LEADER);
        var sheet = find(sheetId);
        if (!sheet.accountId().equals(actor.account())) {
            throw new PlatformException(ReviewError.SHEET_UNKNOWN);
        }
        return sheet;
    }

    private ScoreSheet find(UUID sheetId) {
        return sheets.findById(sheetId).orElseThrow(() -> new PlatformException(ReviewError.SHEET_UNKNOWN));
    }
}
