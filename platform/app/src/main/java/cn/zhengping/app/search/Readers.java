package cn.zhengping.app.search;

import cn.zhengping.tenants.TenantCode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The grants by which entries say who may find them. A searcher holds some of them, by role and group; the index only
 * compares.
 */
public final class Readers {

    private Readers() {}

    /** Everybody who holds a role in the tenant. */
    public static String members(TenantCode tenant) {
        return "members:" + tenant.value();
    }

    /** Everybody who holds a role in the tenant or in one below it. */
    public static String below(TenantCode tenant) {
        return "below:" + tenant.value();
    }

    /** Whoever reads everything of the tenant: administrators, campaign managers, observers, integrators, for the whole of it. */
    public static String wholeTenant(TenantCode tenant) {
        return "tenant:" + tenant.value();
    }

    /**
     * Whoever acts for units in this division, or reads everything of it. An entry names the division of its unit and every
     * one above it, up to the tenant's own code: {@link #divisions}; a searcher holds the divisions of their roles, and a
     * clerk of the whole tenant the tenant's code.
     */
    public static String division(TenantCode tenant, String division) {
        return "division:" + tenant.value() + ":" + division;
    }

    /**
     * {@link #division} for all who act for a unit, or read everything of its division.
     *
     * @param line of the unit's division: {@link cn.zhengping.app.areas.Areas#line}
     */
    public static Set<String> divisions(TenantCode tenant, List<String> line) {
        return within(tenant, line).map(each -> division(tenant, each)).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> within(TenantCode tenant, List<String> line) {
        var top = line.indexOf(tenant.value());
        // What lies nowhere in the tenant, by a directory that has changed: for whoever has the whole of it.
        return top < 0 ? Stream.of(tenant.value()) : line.subList(0, top + 1).stream();
    }

    /** Whoever reads everything at the organiser of a campaign that it was handed in to. */
    public static String organiser(TenantCode organiser) {
        return "organiser:" + organiser.value();
    }

    /** Whoever reads everything of this division there. */
    public static String organiser(TenantCode organiser, String division) {
        return "organiser:" + organiser.value() + ":" + division;
    }

    /**
     * Whoever reads everything at the organiser, or all of a division that the area lies in.
     *
     * @param line of the area that it was handed in from
     */
    public static Set<String> organisers(TenantCode organiser, List<String> line) {
        return Stream.concat(
                        Stream.of(organiser(organiser)),
                        within(organiser, line).map(each -> organiser(organiser, each)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The group that reviews this area of a campaign. Nobody holds it who reads everything at the organiser, so that nothing is
     * found twice: an entry for a group is for them, too, or there is another one that is.
     */
    public static String area(TenantCode organiser, UUID campaign, String area) {
        return "area:" + organiser.value() + ":" + campaign + ":" + area;
    }
}
