package cn.zhengping.app.campaigns;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.requests.Idempotency;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.units.CatalogueItem;
import cn.zhengping.app.units.UnitSnapshot;
import cn.zhengping.app.units.Units;
import cn.zhengping.spi.campaign.PhaseKind;
import cn.zhengping.tenants.Crossing;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 申报. A unit of the tenant enters a campaign of its own tenant or of one above; the application lies with the organiser.
 * The methods that take an organiser cross over to it, so they cannot be called inside a transaction.
 */
@Service
public class Applications {

    private static final Sort BY_UNIT = Sort.by("unitName", "id");

    private final Access access;
    private final Areas areas;
    private final Units units;
    private final Campaigns campaigns;
    private final Groups groups;
    private final ApplicationRepository applications;
    private final ApplicationCatalogueRepository catalogues;
    private final CampaignRepository campaignRows;
    private final Idempotency idempotency;
    private final CurrentTenant tenants;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Applications(
            Access access,
            Areas areas,
            Units units,
            Campaigns campaigns,
            Groups groups,
            ApplicationRepository applications,
            ApplicationCatalogueRepository catalogues,
            CampaignRepository campaignRows,
            Idempotency idempotency,
            CurrentTenant tenants,
            TransactionTemplate transaction,
            Clock clock) {
        this.access = access;
        this.areas = areas;
        this.units = units;
        this.campaigns = campaigns;
        this.groups = groups;
        this.applications = applications;
        this.catalogues = catalogues;
        this.campaignRows = campaignRows;
        this.idempotency = idempotency;
        this.tenants = tenants;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What a request to apply says; for the idempotency key. */
    private record Entry(UUID campaign, String title, UUID unit) {}

    /**
     * Enters a unit of the tenant, as it is now, for a title.
     *
     * @param organiser the tenant itself, or one above it
     * @throws PlatformException {@code CAMPAIGN_UNKNOWN}, {@code CAMPAIGN_NOT_APPLYING}, {@code TITLE_NOT_IN_CAMPAIGN},
     *     {@code UNIT_OF_OTHER_KIND}, {@code UNIT_OUTSIDE_ORGANISER}, {@code ALREADY_APPLIED}, {@code PHASE_NOT_OPEN_YET},
     *     {@code PHASE_OVER}
     */
    public Application apply(
            TenantCode organiser, UUID campaignId, String titleId, UUID unitId, @Nullable String idempotencyKey) {
        var unit = units.snapshot(unitId);
        access.requireIn(unit.division(), Role.UNIT_CLERK, Role.CAMPAIGN_MANAGER, Role.TENANT_ADMIN);
        var account = access.actor().account();
        return across(organiser, "apply", () -> receive(campaignId, titleId, unit, account, idempotencyKey));
    }

    private Application receive(
            UUID campaignId, String titleId, UnitSnapshot unit, UUID account, @Nullable String idempotencyKey) {
        var id = idempotency.once(idempotencyKey, "apply", new Entry(campaignId, titleId, unit.unitId()), () -> {
            var campaign = campaigns.find(campaignId);
            campaign.requireApplying();
            if (campaign.title(titleId).isEmpty()) {
                throw new PlatformException(
                        CampaignError.TITLE_NOT_IN_CAMPAIGN,
                        titleId,
                        campaign.titles().stream().map(CampaignTitle::titleId).collect(Collectors.joining(", ")));
            }
            var title = campaigns.title(campaign, titleId);
            if (title.unitKind() != unit.kind()) {
                throw new PlatformException(CampaignError.UNIT_OF_OTHER_KIND, unit.name(), title.title());
            }
            if (applications.existsByCampaignIdAndTitleIdAndUnitIdAndState(
                    campaignId, titleId, unit.unitId(), ApplicationState.SUBMITTED)) {
                throw new PlatformException(CampaignError.ALREADY_APPLIED, unit.name());
            }
            var late = campaign.isLate(PhaseKind.APPLICATION, PhaseKind.APPLICATION, clock);
            var application = applications.save(
                    new Application(campaignId, titleId, unit, area(unit), late, clock.instant(), account));
            if (unit.catalogueNumber() != null) {
                catalogues.save(new ApplicationCatalogue(application.id(), unit.catalogueNumber(), unit.items()));
            }
            return application.id();
        });
        return find(id);
    }

    private String area(UnitSnapshot unit) {
        var organiser = CurrentTenant.require();
        if (!unit.tenant().equals(organiser) || unit.division().equals(organiser.value())) {
            return unit.tenant().value();
        }
        return areas.rightBelow(unit.division(), organiser.value())
                .orElseThrow(() -> new PlatformException(CampaignError.UNIT_OUTSIDE_ORGANISER, unit.name()));
    }

    /**
     * Takes an application back, as long as the campaign takes applications.
     *
     * @throws PlatformException {@code APPLICATION_UNKNOWN}, {@code APPLICATION_ALREADY_WITHDRAWN},
     *     {@code CAMPAIGN_NOT_APPLYING}
     */
    public Application withdraw(TenantCode organiser, UUID applicationId) {
        var actor = access.require(Role.UNIT_CLERK, Role.CAMPAIGN_MANAGER, Role.TENANT_ADMIN);
        var applicant = Objects.requireNonNull(actor.tenant());
        return across(organiser, "withdraw", () -> {
            var application = find(applicationId);
            if (!application.applicant().equals(applicant)) {
                throw new PlatformException(CampaignError.APPLICATION_UNKNOWN);
            }
            campaigns.find(application.campaignId()).requireApplying();
            application.withdraw();
            return applications.save(application);
        });
    }

    /**
     * Gives an applicant its duties, which decide what criteria it answers, in place of those that it has. Done by the organiser
     * until the review begins.
     *
     * @param version of the application that was read
     * @throws PlatformException {@code APPLICATION_UNKNOWN}, {@code APPLICATION_ALREADY_WITHDRAWN}, {@code STALE_VERSION}, {@code
     *     DUTY_UNKNOWN}, {@code DUTIES_WITHOUT_MEANING}, {@code DUTIES_STAND}
     */
    @Transactional
    public Application setDuties(UUID applicationId, int version, Collection<String> duties) {
        access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        var application = find(applicationId);
        var campaign = campaignRows.hold(application.campaignId()).orElseThrow();
        campaign.requireDutiesOpen();
        application.requireVersion(version);
        Duties.requireKnown(application, campaigns.standard(campaign, application.titleId()), duties);
        application.giveDuties(duties);
        return applications.saveAndFlush(application);
    }

    /** The campaigns of a tenant above that take applications now. */
    public List<Campaign> openFor(TenantCode organiser) {
        access.require(Role.UNIT_CLERK, Role.CAMPAIGN_MANAGER, Role.TENANT_ADMIN, Role.OBSERVER, Role.INTEGRATOR);
        return across(
                organiser,
                "see-open-campaigns",
                () -> campaignRows.findByStateOrderByCreatedAt(CampaignState.APPLYING));
    }

    /** What the tenant's own units have handed in to a campaign, by name of unit. */
    public List<Application> ofOwnUnits(TenantCode organiser, UUID campaignId) {
        var actor = access.require(
                Role.UNIT_CLERK, Role.CAMPAIGN_MANAGER, Role.TENANT_ADMIN, Role.OBSERVER, Role.INTEGRATOR);
        var applicant = Objects.requireNonNull(actor.tenant()).value();
        return across(
                organiser,
                "see-own-applications",
                () -> applications.findByCampaignIdAndApplicantOrderByUnitName(campaignId, applicant));
    }

    /**
     * The applications to a campaign of the tenant: all for its managers, the submitted ones from their division for whoever
     * reads everything of one only, the submitted and assigned ones for its reviewers.
     */
    @Transactional(readOnly = true)
    public Window<Application> list(UUID campaignId, Paging paging) {
        var seen = groups.areasSeen(campaignId);
        campaigns.find(campaignId);
        return paging.rows(
                BY_UNIT,
                (position, sort, limit) -> seen == null
                        ? applications.findByCampaignId(campaignId, position, sort, limit)
                        : applications.findByCampaignIdAndAreaInAndState(
                                campaignId, seen, ApplicationState.SUBMITTED, position, sort, limit));
    }

    /**
     * One application, as far as the account may see it.
     *
     * @throws PlatformException {@code APPLICATION_UNKNOWN}
     */
    @Transactional(readOnly = true)
    public Application get(UUID id) {
        var application = find(id);
        var seen = groups.areasSeen(application.campaignId());
        if (seen != null && !seen.contains(application.area())) {
            throw new PlatformException(CampaignError.APPLICATION_UNKNOWN);
        }
        return application;
    }

    /**
     * An application that an applicant hands evidence in to. For the feature that does, once it has crossed over to the
     * organiser.
     *
     * @param applicant whose application it has to be
     * @throws PlatformException {@code APPLICATION_UNKNOWN}, {@code APPLICATION_ALREADY_WITHDRAWN}, {@code
     *     EVIDENCE_NOT_TAKEN}, {@code PHASE_NOT_OPEN_YET}, {@code PHASE_OVER}
     */
    @Transactional(readOnly = true)
    public EvidenceTaken takingEvidence(UUID applicationId, TenantCode applicant) {
        access.actor();
        var application = find(applicationId);
        if (!application.applicant().equals(applicant)) {
            throw new PlatformException(CampaignError.APPLICATION_UNKNOWN);
        }
        application.requireStanding();
        var campaign = campaigns.find(application.campaignId());
        return new EvidenceTaken(
                campaign,
                application,
                StandardRef.parse(
                        campaign.title(application.titleId()).orElseThrow().standard()),
                campaign.isEvidenceLate(clock));
    }

    /** For features that have an id from what the account may see. */
    @Transactional(readOnly = true)
    public Map<UUID, Application> byIds(Collection<UUID> ids) {
        access.actor();
        return applications.findByIdIn(ids).stream().collect(Collectors.toMap(Application::id, Function.identity()));
    }

    /** What units are called that have applied to the tenant, other tenants' ones too; the last name of each. */
    @Transactional(readOnly = true)
    public Map<UUID, String> unitNames(Collection<UUID> unitIds) {
        access.actor();
        return applications.findByUnitIdInOrderBySubmittedAt(unitIds).stream()
                .collect(Collectors.toMap(Application::unitId, Application::unitName, (earlier, later) -> later));
    }

    /** All that stand in a campaign, for the feature that gives results. */
    @Transactional(readOnly = true)
    public List<Application> standing(UUID campaignId) {
        access.requireInWholeTenant(Role.CAMPAIGN_MANAGER, Role.OBSERVER, Role.INTEGRATOR, Role.TENANT_ADMIN);
        return applications.findByCampaignIdAndState(campaignId, ApplicationState.SUBMITTED);
    }

    /** The service items that the units had published when they applied; no entry where there were none. */
    @Transactional(readOnly = true)
    public Map<UUID, List<CatalogueItem>> catalogues(Collection<UUID> applicationIds) {
        access.actor();
        return catalogues.findByApplicationIdIn(applicationIds).stream()
                .collect(Collectors.toMap(ApplicationCatalogue::applicationId, ApplicationCatalogue::items));
    }

    private Application find(UUID id) {
        return applications.findById(id).orElseThrow(() -> new PlatformException(CampaignError.APPLICATION_UNKNOWN));
    }

    private <T> T across(TenantCode organiser, String purpose, Supplier<T> work) {
        var crossing = new Crossing(access.actor().account().toString(), purpose);
        return tenants.callAs(
                organiser, crossing, () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
