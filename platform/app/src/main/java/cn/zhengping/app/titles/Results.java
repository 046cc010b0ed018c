package cn.zhengping.app.titles;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Actor;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.ApplicationState;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Campaign;
import cn.zhengping.app.campaigns.CampaignError;
import cn.zhengping.app.campaigns.CampaignState;
import cn.zhengping.app.campaigns.CampaignTitle;
import cn.zhengping.app.campaigns.Campaigns;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.requests.Idempotency;
import cn.zhengping.app.reviews.Consolidations;
import cn.zhengping.app.reviews.SignedSheet;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.tenants.CurrentTenant;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 核定与公布 of the tenant's campaigns. Before publication results are for those who run the campaign only. */
@Service
public class Results {

    private static final Sort BY_UNIT = Sort.by("unitName", "id");
    /** As {@link #list} orders them, for what is in memory. */
    static final Comparator<Result> IN_ORDER =
            Comparator.comparing(Result::unitName).thenComparing(Result::id);

    private static final int NAMED = 10;

    private final Access access;
    private final Applications applications;
    private final Campaigns campaigns;
    private final Consolidations consolidations;
    private final ResultRepository results;
    private final ExplanationRepository explanations;
    private final Idempotency idempotency;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Results(
            Access access,
            Applications applications,
            Campaigns campaigns,
            Consolidations consolidations,
            ResultRepository results,
            ExplanationRepository explanations,
            Idempotency idempotency,
            ApplicationEventPublisher events,
            Clock clock) {
        this.access = access;
        this.applications = applications;
        this.campaigns = campaigns;
        this.consolidations = consolidations;
        this.results = results;
        this.explanations = explanations;
        this.idempotency = idempotency;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What came of verifying all that could be.
     *
     * @param verified now; what was before is not among them
     * @param notSigned whose group has not signed
     * @param broken whose sheets are no longer what was signed
     */
    public record Verification(List<Result> verified, List<Application> notSigned, List<Application> broken) {}

    /** What a request to verify says; for the idempotency key. */
    private record Verifying(UUID application) {}

    /** What a request to publish says; for the idempotency key. */
    private record Publishing(UUID campaign, int version) {}

    /**
     * 核定: what the group signed becomes the unit's result, and the highest band that its exact total reaches gives the
     * grants; without bands, or without points, there are none.
     *
     * @throws PlatformException {@code CAMPAIGN_NOT_VERIFYING}, {@code APPLICATION_UNKNOWN}, {@code APPLICATION_WITHDRAWN},
     *     {@code NOT_SIGNED}, {@code SIGNATURE_BROKEN}, {@code ALREADY_VERIFIED}; {@code RESULT_UNKNOWN} where the request is
     *     repeated after the sheet was given back
     */
    @Transactional
    public Result verify(UUID applicationId, @Nullable String idempotencyKey) {
        var actor = access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        var id = idempotency.once(idempotencyKey, "verifyResult", new Verifying(applicationId), () -> {
            var application = applications.get(applicationId);
            var campaign = verifying(application.campaignId());
            if (application.state() == ApplicationState.WITHDRAWN) {
                throw new PlatformException(TitleError.APPLICATION_WITHDRAWN, application.unitName());
            }
            var sheet = consolidations.signed(Set.of(applicationId)).get(applicationId);
            if (sheet == null) {
                throw new PlatformException(TitleError.NOT_SIGNED, application.unitName());
            }
            if (!sheet.intact()) {
                throw new PlatformException(TitleError.SIGNATURE_BROKEN, application.unitName());
            }
            var standing = results.findByApplicationId(applicationId).orElse(null);
            return verify(campaign, application, sheet, standing, actor).id();
        });
        return results.findById(id).orElseThrow(() -> new PlatformException(TitleError.RESULT_UNKNOWN));
    }

    /**
     * {@link #verify} for everything in a campaign that is signed and not verified yet.
     *
     * @throws PlatformException {@code CAMPAIGN_UNKNOWN}, {@code CAMPAIGN_NOT_VERIFYING}
     */
    @Transactional
    public Verification verifyAll(UUID campaignId) {
        var actor = access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        var campaign = verifying(campaignId);
        var standing = applications.standing(campaignId);
        var signed = signed(standing);
        var byApplication = byApplication(standing);
        var verification = new Verification(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var application : standing) {
            var sheet = signed.get(application.id());
            var result = byApplication.get(application.id());
            if (sheet == null) {
                verification.notSigned().add(application);
            } else if (!sheet.intact()) {
                verification.broken().add(application);
            } else if (result == null || !result.restsOn(sheet)) {
                verification.verified().add(verify(campaign, application, sheet, result, actor));
            }
        }
        return verification;
    }

    private Result verify(
            Campaign campaign, Application application, SignedSheet sheet, @Nullable Result standing, Actor by) {
        var total = sheet.total();
        var grants = total == null
                ? List.<Grant>of()
                : Outcomes.of(campaigns.title(campaign, application.titleId()).outcomes(), total);
        var criteria = sheet.criteria().stream().map(CriterionOutcome::of).toList();
        var now = clock.instant();
        if (standing != null) {
            standing.verifyAnew(sheet, grants, by, now);
            explanations.findByResultId(standing.id()).orElseThrow().replace(criteria);
            return results.saveAndFlush(standing);
        }
        try {
            var result = results.saveAndFlush(new Result(campaign, application, sheet, grants, by, now));
            explanations.save(new ResultExplanation(result.id(), criteria));
            return result;
        } catch (DataIntegrityViolationException verifiedMeanwhile) {
            throw new PlatformException(TitleError.ALREADY_VERIFIED, application.unitName());
        }
    }

    /**
     * Returns a signed sheet to its group, with its result if there is one: the group may work on it until it is signed
     * again, and then it has to be verified again.
     *
     * @throws PlatformException {@code ALREADY_PUBLISHED}, and those of {@link Consolidations#giveBack}
     */
    @Transactional
    public Application giveBack(UUID applicationId, String reason) {
        access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        var application = applications.get(applicationId);
        results.findByApplicationId(applicationId).ifPresent(result -> {
            result.requireUnpublished();
            explanations.deleteByResultId(result.id());
            results.delete(result);
        });
        consolidations.giveBack(applicationId, reason);
        return application;
    }

    /**
     * 公布: every result of a campaign at once, each told by a {@link ResultPublished}.
     *
     * @param version of the campaign that was read
     * @throws PlatformException {@code CAMPAIGN_UNKNOWN}, {@code STALE_VERSION}, {@code CAMPAIGN_NOT_VERIFYING}, {@code
     *     UNVERIFIED} as long as an application has no verified result, or one that is no longer what its group signed
     */
    @Transactional
    public Campaign publish(UUID campaignId, int version, @Nullable String idempotencyKey) {
        access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        idempotency.once(idempotencyKey, "publishResults", new Publishing(campaignId, version), () -> {
            var campaign = campaigns.publish(campaignId, version);
            var standing = applications.standing(campaignId);
            var signed = signed(standing);
            var byApplication = byApplication(standing);
            var unverified = standing.stream()
                    .filter(application -> {
                        var result = byApplication.get(application.id());
                        return result == null || !result.restsOn(signed.get(application.id()));
                    })
                    .map(Application::unitName)
                    .sorted()
                    .toList();
            if (!unverified.isEmpty()) {
                throw new PlatformException(
                        TitleError.UNVERIFIED,
                        campaign.title(),
                        unverified.size(),
                        unverified.stream().limit(NAMED).collect(Collectors.joining("、")));
            }
            var now = clock.instant();
            byApplication.values().forEach(result -> result.publish(now));
            results.saveAll(byApplication.values());
            byApplication.values().forEach(result -> events.publishEvent(event(campaign, result)));
            return campaignId;
        });
        return campaigns.get(campaignId);
    }

    private ResultPublished event(Campaign campaign, Result result) {
        return new ResultPublished(
                CurrentTenant.require(),
                campaign.id(),
                campaign.title(),
                result.applicationId(),
                result.applicant(),
                result.unitId(),
                result.titleId(),
                campaigns.title(campaign, result.titleId()).title(),
                result.grants(),
                result.total() == null ? null : result.total().exact(),
                result.share() == null ? null : result.share().exact(),
                Objects.requireNonNull(result.publishedAt()));
    }

    private Campaign verifying(UUID campaignId) {
        var campaign = campaigns.get(campaignId);
        if (campaign.state() != CampaignState.VERIFYING) {
            throw new PlatformException(
                    CampaignError.CAMPAIGN_NOT_VERIFYING,
                    campaign.title(),
                    campaign.state().name());
        }
        return campaign;
    }

    private Map<UUID, SignedSheet> signed(List<Application> standing) {
        return consolidations.signed(standing.stream().map(Application::id).toList());
    }

    private Map<UUID, Result> byApplication(List<Application> standing) {
        return results
                .findByApplicationIdIn(standing.stream().map(Application::id).toList())
                .stream()
                .collect(Collectors.toMap(Result::applicationId, Function.identity()));
    }

    /** The results of a campaign by name of unit, published or, for those who run it, verified. */
    @Transactional(readOnly = true)
    public Window<Result> list(UUID campaignId, Paging paging) {
        requireVisible(campaignId);
        return paging.rows(
                BY_UNIT, (position, sort, limit) -> results.findByCampaignId(campaignId, position, sort, limit));
    }

    /** {@link #list}, whole and in no order. */
    @Transactional(readOnly = true)
    List<Result> all(UUID campaignId) {
        requireVisible(campaignId);
        return results.findByCampaignId(campaignId);
    }

    /** {@link #all} for one title. */
    @Transactional(readOnly = true)
    List<Result> all(UUID campaignId, String titleId) {
        var campaign = requireVisible(campaignId);
        if (campaign.title(titleId).isEmpty()) {
            throw new PlatformException(
                    CampaignError.TITLE_NOT_IN_CAMPAIGN,
                    titleId,
                    campaign.titles().stream().map(CampaignTitle::titleId).collect(Collectors.joining(", ")));
        }
        return results.findByCampaignIdAndTitleId(campaignId, titleId);
    }

    /** What results consist of, by their ids; for whoever has them from a method that checks. */
    @Transactional(readOnly = true)
    Map<UUID, List<CriterionOutcome>> explanations(Collection<Result> of) {
        access.actor();
        return explanations.findByResultIdIn(of.stream().map(Result::id).toList()).stream()
                .collect(Collectors.toMap(ResultExplanation::resultId, ResultExplanation::criteria));
    }

    /** Whether the account sees the campaign before its results are published. */
    boolean runs() {
        return access.actor().seesAll();
    }

    private Campaign requireVisible(UUID campaignId) {
        var campaign = campaigns.get(campaignId);
        var published = campaign.state() == CampaignState.PUBLISHED || campaign.state() == CampaignState.CLOSED;
        if (!published && !runs()) {
            throw new PlatformException(TitleError.NOT_PUBLISHED);
        }
        return campaign;
    }
}
