package cn.zhengping.app.campaigns;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Accounts;
import cn.zhengping.app.access.Actor;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.campaigns.GroupMember.Capacity;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.tenants.CurrentTenant;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The review groups of a campaign: who is in them, and which areas they are given. */
@Service
public class Groups {

    private static final Role[] ALL_SEEING = Role.allSeeing();
    private static final SecureRandom SEEDS = new SecureRandom();

    private final Access access;
    private final Accounts accounts;
    private final Areas areas;
    private final Campaigns campaigns;
    private final ApplicationRepository applications;
    private final GroupRepository groups;
    private final TransactionTemplate transaction;

    Groups(
            Access access,
            Accounts accounts,
            Areas areas,
            Campaigns campaigns,
            ApplicationRepository applications,
            GroupRepository groups,
            TransactionTemplate transaction) {
        this.access = access;
        this.accounts = accounts;
        this.areas = areas;
        this.campaigns = campaigns;
        this.applications = applications;
        this.groups = groups;
        this.transaction = transaction;
    }

    /**
     * Somebody to be in a group.
     *
     * @param login of an account that holds the role inspector or group leader in the tenant
     */
    public record Seat(String login, Capacity capacity, boolean leader) {}

    /** Lays down that this group reviews this area. */
    public record Pin(UUID group, String area) {}

    /**
     * Forms a group, or staffs one anew. Not to be called inside a transaction: accounts are the platform's.
     *
     * @param group null forms a new one
     * @throws PlatformException {@code GROUP_UNKNOWN}, {@code GROUP_NAME_TAKEN}, {@code AREA_UNKNOWN}, {@code MEMBER_UNKNOWN},
     *     {@code MEMBER_TWICE}, {@code GROUP_WITHOUT_LEADER}, {@code GROUPS_STAND}
     */
    public ReviewGroup form(UUID campaignId, @Nullable UUID group, String name, String home, List<Seat> seats) {
        access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        if (!areas.exists(home)) {
            throw new PlatformException(CampaignError.AREA_UNKNOWN, home);
        }
        var members = members(name, seats);
        return inTransaction(() -> {
            var campaign = campaigns.find(campaignId);
            campaign.requireGroupsOpen();
            var all = groups.findByCampaignIdOrderById(campaignId);
            if (all.stream()
                    .anyMatch(other -> other.name().equals(name) && !other.id().equals(group))) {
                throw new PlatformException(CampaignError.GROUP_NAME_TAKEN, name);
            }
            for (var other : all) {
                if (!other.id().equals(group)) {
                    members.stream()
                            .filter(member -> other.member(member.accountId()).isPresent())
                            .findFirst()
                            .ifPresent(member -> {
                                throw new PlatformException(CampaignError.MEMBER_TWICE, member.name(), other.name());
                            });
                }
            }
            if (group == null) {
                return groups.save(new ReviewGroup(campaignId, name, home, members));
            }
            var standing = find(group, campaignId);
            standing.reform(name, home, members);
            return groups.save(standing);
        });
    }

    private List<GroupMember> members(String name, List<Seat> seats) {
        if (seats.stream().filter(Seat::leader).count() != 1) {
            throw new PlatformException(CampaignError.GROUP_WITHOUT_LEADER, name);
        }
        var tenant = CurrentTenant.require();
        var members = new ArrayList<GroupMember>();
        var seen = new HashSet<UUID>();
        for (var seat : seats) {
            var account = accounts.holder(tenant, seat.login(), Role.INSPECTOR, Role.GROUP_LEADER)
                    .orElseThrow(() -> new PlatformException(CampaignError.MEMBER_UNKNOWN, seat.login()));
            if (!seen.add(account.id())) {
                throw new PlatformException(CampaignError.MEMBER_TWICE, account.name(), name);
            }
            members.add(new GroupMember(account.id(), account.name(), seat.capacity(), seat.leader()));
        }
        return members;
    }

    /** Takes a group back, as long as the review has not begun. */
    @Transactional
    public void dissolve(UUID group) {
        access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        var standing = find(group);
        campaigns.find(standing.campaignId()).requireGroupsOpen();
        groups.delete(standing);
    }

    /**
     * Gives every area with applications to a group: no group its own area, its superior's or its subordinate's, no two
     * groups each other's where it can be avoided, the load even. Can be done again until the review begins; the draw before
     * is then void.
     *
     * @param seed gives the same draw again; null takes one by chance, and the campaign records it
     * @param pins are kept
     * @throws PlatformException {@code CAMPAIGN_NOT_GROUPING}, and those of the draw that begin with {@code DRAW_}
     */
    @Transactional
    public List<ReviewGroup> draw(UUID campaignId, int version, @Nullable Long seed, List<Pin> pins) {
        access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        var campaign = campaigns.find(campaignId);
        campaign.requireVersion(version);
        campaign.requireGrouping();
        var all = groups.findByCampaignIdOrderById(campaignId);
        var loads = applications.loads(campaignId);
        var drawnSeed = seed == null ? SEEDS.nextLong() : seed;
        var result = GroupDraw.draw(new GroupDraw.Request(
                all.stream()
                        .map(group -> new GroupDraw.Group(group.id().toString(), group.name(), group.home()))
                        .toList(),
                loads.stream()
                        .map(load -> new GroupDraw.Area(
                                load.area(), areas.name(load.area()), Math.toIntExact(load.applications())))
                        .toList(),
                all.stream().map(ReviewGroup::home).collect(Collectors.toSet()),
                areas::isWithin,
                pins.stream()
                        .map(pin -> new GroupDraw.Pin(pin.group().toString(), pin.area()))
                        .toList(),
                drawnSeed));
        campaign.drawnFrom(drawnSeed);
        for (var group : all) {
            group.give(result.pairs().stream()
                    .filter(pair -> pair.group().equals(group.id().toString()))
                    .map(pair -> new GroupArea(pair.area(), pair.reason() == GroupDraw.Reason.PINNED))
                    .toList());
            groups.save(group);
        }
        return all;
    }

    /** The groups of the campaign that the account may see: all, those that review what it sees, or the ones that it is in. */
    @Transactional(readOnly = true)
    public List<ReviewGroup> ofCampaign(UUID campaignId) {
        return ofCampaigns(Set.of(campaignId)).getOrDefault(campaignId, List.of());
    }

    /** {@link #ofCampaign} for several at once. */
    @Transactional(readOnly = true)
    public Map<UUID, List<ReviewGroup>> ofCampaigns(Collection<UUID> campaignIds) {
        var actor = access.actor();
        var seen = actor.holds(ALL_SEEING)
                ? groups.findByCampaignIdInOrderById(campaignIds).stream().filter(group -> sees(actor, group))
                : groups.ofAccount(actor.account()).stream().filter(group -> campaignIds.contains(group.campaignId()));
        return seen.collect(Collectors.groupingBy(ReviewGroup::campaignId));
    }

    private boolean sees(Actor actor, ReviewGroup group) {
        return seesAll(actor)
                || group.member(actor.account()).isPresent()
                || group.areas().stream().anyMatch(area -> seesAllOf(area.area(), actor));
    }

    private static boolean seesAll(Actor actor) {
        return allSeeing(actor).anyMatch(holding -> holding.division() == null);
    }

    private boolean seesAllOf(String area, Actor actor) {
        return allSeeing(actor)
                .map(Actor.Holding::division)
                .anyMatch(division -> division == null || division.equals(area) || areas.isWithin(area, division));
    }

    private static Stream<Actor.Holding> allSeeing(Actor actor) {
        return actor.holdings().stream()
                .filter(holding -> Arrays.asList(ALL_SEEING).contains(holding.role()));
    }

    /**
     * What the account was given: the application must lie in an area of a group that it is in.
     *
     * @throws PlatformException {@code APPLICATION_UNKNOWN} also if it was given to others
     */
    @Transactional(readOnly = true)
    public Assignment assignment(UUID applicationId) {
        var actor = access.require(Role.INSPECTOR, Role.GROUP_LEADER);
        var application = applications
                .findById(applicationId)
                .filter(each -> each.state() == ApplicationState.SUBMITTED)
                .orElseThrow(() -> new PlatformException(CampaignError.APPLICATION_UNKNOWN));
        return groups.ofAccount(actor.account()).stream()
                .filter(group -> group.campaignId().equals(application.campaignId()))
                .filter(group -> group.reviews(application.area()))
                .findFirst()
                .map(group -> assignment(application, group, actor))
                .orElseThrow(() -> new PlatformException(CampaignError.APPLICATION_UNKNOWN));
    }

    private Assignment assignment(Application application, ReviewGroup group, Actor actor) {
        var campaign = campaigns.find(application.campaignId());
        return new Assignment(
                campaign,
                application,
                group,
                group.member(actor.account()).orElseThrow(),
                campaign.title(application.titleId())
                        .map(title -> StandardRef.parse(title.standard()))
                        .orElseThrow());
    }

    /** The group that an application was given to, by its id; one that was not given to any has no entry. */
    @Transactional(readOnly = true)
    public Map<UUID, ReviewGroup> ofApplications(Collection<Application> given) {
        access.actor();
        var byCampaign = groups
                .findByCampaignIdInOrderById(
                        given.stream().map(Application::campaignId).collect(Collectors.toSet()))
                .stream()
                .collect(Collectors.groupingBy(ReviewGroup::campaignId));
        var groupOf = new HashMap<UUID, ReviewGroup>();
        for (var application : given) {
            byCampaign.getOrDefault(application.campaignId(), List.of()).stream()
                    .filter(group -> group.reviews(application.area()))
                    .findFirst()
                    .ifPresent(group -> groupOf.put(application.id(), group));
        }
        return groupOf;
    }

    /** An area of a campaign. */
    public record AreaGiven(UUID campaign, String area) {}

    /** What the account was given in all campaigns of the tenant: the areas of the groups that it is in. */
    @Transactional(readOnly = true)
    public Set<AreaGiven> given() {
        var actor = access.actor();
        return actor.holds(Role.INSPECTOR, Role.GROUP_LEADER)
                ? groups.ofAccount(actor.account()).stream()
                        .flatMap(group ->
                                group.areas().stream().map(area -> new AreaGiven(group.campaignId(), area.area())))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /**
     * Which areas of which campaigns the account sees: all of them, those in divisions of which it sees everything, and those
     * that it was given.
     */
    @Transactional(readOnly = true)
    public Predicate<AreaGiven> seen() {
        var actor = access.actor();
        if (seesAll(actor)) {
            return area -> true;
        }
        var given = given();
        return area -> given.contains(area) || seesAllOf(area.area(), actor);
    }

    /** The areas of a campaign that the account sees, or null if it sees all. */
    @Nullable
    Set<String> areasSeen(UUID campaignId) {
        var actor = access.require(
                Role.TENANT_ADMIN,
                Role.CAMPAIGN_MANAGER,
                Role.OBSERVER,
                Role.INTEGRATOR,
                Role.GROUP_LEADER,
                Role.INSPECTOR);
        if (seesAll(actor)) {
            return null;
        }
        var seen = seen();
        return applications.areas(campaignId).stream()
                .filter(area -> seen.test(new AreaGiven(campaignId, area)))
                .collect(Collectors.toSet());
    }

    private ReviewGroup find(UUID group, UUID campaignId) {
        var standing = find(group);
        if (!standing.campaignId().equals(campaignId)) {
            throw new PlatformException(CampaignError.GROUP_UNKNOWN);
        }
        return standing;
    }

    private ReviewGroup find(UUID group) {
        return groups.findById(group).orElseThrow(() -> new PlatformException(CampaignError.GROUP_UNKNOWN));
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }
}
