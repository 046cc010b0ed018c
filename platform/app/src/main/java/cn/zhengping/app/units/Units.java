package cn.zhengping.app.units;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.requests.Idempotency;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.tenants.CurrentTenant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The units of the tenant. Everybody in the tenant can read them. */
@Service
public class Units {

    private static final Sort BY_NAME = Sort.by("name", "id");

    private final Access access;
    private final Areas areas;
    private final UnitRepository units;
    private final CatalogueRepository catalogues;
    private final Idempotency idempotency;

    Units(Access access, Areas areas, UnitRepository units, CatalogueRepository catalogues, Idempotency idempotency) {
        this.access = access;
        this.areas = areas;
        this.units = units;
        this.catalogues = catalogues;
        this.idempotency = idempotency;
    }

    /** A unit to be created. */
    public record NewUnit(
            UnitKind kind,
            String name,
            String division,
            @Nullable String address) {}

    /**
     * Adds a unit.
     *
     * @throws PlatformException {@code DIVISION_UNKNOWN}, {@code DIVISION_OUTSIDE_TENANT}, {@code NAME_ILL_FORMED}, and those
     *     of {@link Access} and {@link Idempotency}
     */
    @Transactional
    public ServiceUnit create(NewUnit wanted, @Nullable String idempotencyKey) {
        if (!areas.exists(wanted.division())) {
            throw new PlatformException(UnitError.DIVISION_UNKNOWN, wanted.division());
        }
        access.requireIn(wanted.division(), Role.TENANT_ADMIN, Role.UNIT_CLERK);
        var tenant = CurrentTenant.require().value();
        if (!wanted.division().equals(tenant) && !areas.isWithin(wanted.division(), tenant)) {
            throw new PlatformException(UnitError.DIVISION_OUTSIDE_TENANT, wanted.division());
        }
        return find(idempotency.once(
                idempotencyKey,
                "createUnit",
                wanted,
                () -> units.save(new ServiceUnit(wanted.kind(), wanted.name(), wanted.division(), wanted.address()))
                        .id()));
    }

    /** Renames a unit and sets its address. */
    @Transactional
    public ServiceUnit describe(UUID id, int version, String name, @Nullable String address) {
        return change(id, version, unit -> unit.describe(name, address));
    }

    /** Takes a unit out of service; what it was evaluated in stays. */
    @Transactional
    public ServiceUnit close(UUID id, int version) {
        return change(id, version, ServiceUnit::close);
    }

    private ServiceUnit change(UUID id, int version, Consumer<ServiceUnit> step) {
        var unit = find(id);
        access.requireIn(unit.division(), Role.TENANT_ADMIN, Role.UNIT_CLERK);
        unit.requireVersion(version);
        step.accept(unit);
        return units.save(unit);
    }

    /** @throws PlatformException {@code UNIT_UNKNOWN} */
    @Transactional(readOnly = true)
    public ServiceUnit get(UUID id) {
        access.actor();
        return find(id);
    }

    @Transactional(readOnly = true)
    public Window<ServiceUnit> list(UnitFilter filter, Paging paging) {
        access.actor();
        return paging.rows(BY_NAME, (position, sort, limit) -> units.find(filter, position, sort, limit));
    }

    @Transactional(readOnly = true)
    public Map<UUID, ServiceUnit> byIds(Collection<UUID> ids) {
        access.actor();
        return units.findByIdIn(ids).stream().collect(Collectors.toMap(ServiceUnit::id, Function.identity()));
    }

    /**
     * The unit as it is now, with the catalogue that it has published.
     *
     * @throws PlatformException {@code UNIT_UNKNOWN}, {@code UNIT_CLOSED}
     */
    @Transactional(readOnly = true)
    public UnitSnapshot snapshot(UUID id) {
        access.actor();
        var unit = find(id);
        unit.requireOpen();
        var catalogue = catalogues.findByUnitIdAndState(id, CatalogueState.PUBLISHED);
        return new UnitSnapshot(
                unit.id(),
                CurrentTenant.require(),
                unit.kind(),
                unit.name(),
                unit.division(),
                catalogue.map(ServiceCatalogue::number).orElse(null),
                catalogue.map(ServiceCatalogue::items).orElse(List.of()));
    }

    ServiceUnit find(UUID id) {
        return units.findById(id).orElseThrow(() -> new PlatformException(UnitError.UNIT_UNKNOWN));
    }
}
