package cn.zhengping.app.areas;

import cn.zhengping.tenants.Tenant;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantRegistry;
import cn.zhengping.tenants.divisions.Division;
import cn.zhengping.tenants.divisions.DivisionCode;
import cn.zhengping.tenants.divisions.DivisionDirectory;
import cn.zhengping.tenants.divisions.InvalidDivisionCodeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * An area is known by its division code or, for a zone that the country's directory does not know, by the code of its
 * tenant. Tenants are kept in memory, as this is asked inside transactions, which cannot read the registry; what another
 * node creates is seen within half a minute.
 */
@Component
public class Areas {

    private final TenantRegistry registry;
    private final DivisionDirectory divisions;
    private volatile Map<String, Tenant> tenants = Map.of();

    Areas(TenantRegistry registry, DivisionDirectory divisions) {
        this.registry = registry;
        this.divisions = divisions;
    }

    /** To be called after a tenant has been created, outside any transaction. */
    @EventListener(ApplicationStartedEvent.class)
    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
    public void refresh() {
        tenants = registry.all().stream()
                .collect(Collectors.toUnmodifiableMap(tenant -> tenant.code().value(), Function.identity()));
    }

    /** Whether the area lies in the other one; an area does not lie in itself. */
    public boolean isWithin(String area, String other) {
        for (var above = parent(area); above != null; above = parent(above)) {
            if (above.equals(other)) {
                return true;
            }
        }
        return false;
    }

    /** The ancestor of the area, or the area itself, that lies right below the other one; empty if it lies elsewhere. */
    public Optional<String> rightBelow(String area, String other) {
        for (@Nullable String each = area; each != null; each = parent(each)) {
            if (other.equals(parent(each))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** The area and all above it, the nearest first: up to its province, or as far as anybody knows. */
    public List<String> line(String area) {
        var line = new ArrayList<String>();
        for (@Nullable String each = area; each != null; each = parent(each)) {
            line.add(each);
        }
        return line;
    }

    /** The tenants above this one, the nearest first. */
    public List<TenantCode> superiors(TenantCode tenant) {
        var superiors = new ArrayList<TenantCode>();
        for (var each = tenants.get(tenant.value());
                each != null && each.parent() != null;
                each = tenants.get(each.parent().value())) {
            superiors.add(each.parent());
        }
        return superiors;
    }

    /** What the area is called; its code where nobody knows it. */
    public String name(String area) {
        var tenant = tenants.get(area);
        return tenant != null
                ? tenant.name()
                : division(area).map(division -> division.name()).orElse(area);
    }

    public AreaView view(String area) {
        return new AreaView(area, name(area));
    }

    /** Whether it is a division of the country or a tenant. */
    public boolean exists(String area) {
        return tenants.containsKey(area) || division(area).isPresent();
    }

    /** The division of the country that bears this code; empty for anything else. */
    public Optional<Division> division(String area) {
        try {
            return divisions.find(DivisionCode.parse(area));
        } catch (InvalidDivisionCodeException another) {
            return Optional.empty();
        }
    }

    private @Nullable String parent(String area) {
        var tenant = tenants.get(area);
        if (tenant != null && tenant.parent() != null) {
            return tenant.parent().value();
        }
        return division(area)
                .map(division -> division.parent())
                .map(DivisionCode::value)
                .orElse(null);
    }
}
