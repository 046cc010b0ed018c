package cn.zhengping.app.evidence;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Actor;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.CampaignState;
import cn.zhengping.app.campaigns.Groups;
import cn.zhengping.app.errors.ErrorKind;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.units.UnitState;
import cn.zhengping.app.units.Units;
import jakarta.persistence.criteria.Predicate;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.stereotype.Component;

/**
 * Who may see and change evidence where it was made. A unit's: its clerks and the tenant's admins, each in their scope; read
 * also by whoever reads everything there. A reviewer's: the group that reviews the application, and whoever runs the campaign
 * reads it.
 */
@Component
class EvidenceRights {

    private static final Role[] WRITERS = {Role.UNIT_CLERK, Role.TENANT_ADMIN};
    private static final Role[] READERS = {
        Role.UNIT_CLERK, Role.TENANT_ADMIN, Role.CAMPAIGN_MANAGER, Role.OBSERVER, Role.INTEGRATOR
    };

    private final Access access;
    private final Areas areas;
    private final Units units;
    private final Applications applications;
    private final Groups groups;
    private final EvidenceRepository evidence;

    EvidenceRights(
            Access access,
            Areas areas,
            Units units,
            Applications applications,
            Groups groups,
            EvidenceRepository evidence) {
        this.access = access;
        this.areas = areas;
        this.units = units;
        this.applications = applications;
        this.groups = groups;
        this.evidence = evidence;
    }

    /**
     * Where evidence about this is made, if the account may.
     *
     * @throws PlatformException {@code UNIT_CLOSED}, {@code REVIEW_NOT_RUNNING}, and those of units, campaigns and access
     */
    Place place(About about) {
        return switch (about) {
            case About.OfUnit(var id) -> {
                var unit = units.get(id);
                access.requireIn(unit.division(), WRITERS);
                if (unit.state() == UnitState.CLOSED) {
                    throw new PlatformException(EvidenceError.UNIT_CLOSED, unit.name());
                }
                yield new Place(id, null, null, null, unit.division(), areas.line(unit.division()));
            }
            case About.OfApplication(var id) -> {
                var given = groups.assignment(id);
                var campaign = given.campaign();
                if (campaign.state() != CampaignState.REVIEWING && campaign.state() != CampaignState.VERIFYING) {
                    throw new PlatformException(EvidenceError.REVIEW_NOT_RUNNING, campaign.title());
                }
                var application = given.application();
                yield new Place(
                        null,
                        campaign.id(),
                        id,
                        application.area(),
                        application.division(),
                        areas.line(application.division()));
            }
        };
    }

    /**
     * Evidence that the account may change, held until the transaction ends.
     *
     * @throws PlatformException {@code EVIDENCE_UNKNOWN}, and as {@link #place}
     */
    Evidence writable(UUID id) {
        var found = visible(id);
        place(found.unitId() != null ? new About.OfUnit(found.unitId()) : ofApplication(found));
        return evidence.hold(id).orElseThrow();
    }

    private static About ofApplication(Evidence found) {
        return new About.OfApplication(Objects.requireNonNull(found.applicationId()));
    }

    /** @throws PlatformException {@code EVIDENCE_UNKNOWN} also for what the account may not see */
    Evidence visible(UUID id) {
        var actor = access.actor();
        var found = evidence.findById(id).orElseThrow(EvidenceRights::unknown);
        if (found.applicationId() != null) {
            requireSeen(found.applicationId());
        } else if (actor.holdings().stream().noneMatch(holding -> reads(holding, found))) {
            throw unknown();
        }
        return found;
    }

    private static boolean reads(Actor.Holding holding, Evidence found) {
        return Arrays.asList(READERS).contains(holding.role())
                && (holding.division() == null || found.line().contains(holding.division()));
    }

    private void requireSeen(UUID application) {
        try {
            applications.get(application);
        } catch (PlatformException unseen) {
            throw unseen.code().kind() == ErrorKind.UNAUTHORIZED ? unseen : unknown();
        }
    }

    private static PlatformException unknown() {
        return new PlatformException(EvidenceError.EVIDENCE_UNKNOWN);
    }

    /**
     * What of the evidence of units the account may list.
     *
     * @throws PlatformException {@code NOT_LOGGED_IN}, {@code ROLE_MISSING}
     */
    Specification<Evidence> listed() {
        var holdings = access.require(READERS).holdings().stream()
                .filter(holding -> Arrays.asList(READERS).contains(holding.role()))
                .toList();
        if (holdings.stream().anyMatch(holding -> holding.division() == null)) {
            return (found, query, criteria) -> criteria.conjunction();
        }
        return (found, query, criteria) -> criteria.or(holdings.stream()
                .map(holding -> criteria.greaterThan(
                        criteria.locate(found.<String>get("path"), "/" + holding.division() + "/"), 0))
                .toArray(Predicate[]::new));
    }

    /**
     * What of the files of evidence only some of those know who see it.
     *
     * @param original the bytes as they were handed in: for whoever acts for the unit, or reviews it
     * @param capture when and where photos were taken: for the tenant's admins, and for whoever reviews
     */
    record Insight(boolean original, boolean capture) {}

    /** What the account knows of each. */
    Function<Evidence, Insight> insight() {
        var holdings = access.actor().holdings();
        var given = groups.given();
        return found -> {
            var campaign = found.campaignId();
            var area = found.area();
            var reviews = campaign != null && area != null && given.contains(new Groups.AreaGiven(campaign, area));
            return new Insight(
                    reviews || (found.unitId() != null && holds(holdings, found, WRITERS)),
                    reviews || holds(holdings, found, Role.TENANT_ADMIN));
        };
    }

    private static boolean holds(Set<Actor.Holding> holdings, Evidence found, Role... roles) {
        return holdings.stream()
                .anyMatch(holding -> Arrays.asList(roles).contains(holding.role()) && reads(holding, found));
    }
}
