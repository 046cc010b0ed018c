package cn.zhengping.app.units;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 进驻事项目录 of the tenant's units, in versions. */
@Service
public class Catalogues {

    private static final int MOST_ITEMS = 2_000;
    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_NAME = 300;

    private final Access access;
    private final Units units;
    private final CatalogueRepository catalogues;
    private final Clock clock;

    Catalogues(Access access, Units units, CatalogueRepository catalogues, Clock clock) {
        this.access = access;
        this.units = units;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    /**
     * Writes the draft of a unit's next catalogue, in place of the one before.
     *
     * @throws PlatformException {@code UNIT_UNKNOWN}, {@code UNIT_CLOSED}, {@code CATALOGUE_EMPTY}, {@code CATALOGUE_TOO_LONG},
     *     {@code ITEM_TWICE}, {@code ITEM_ILL_FORMED}
     */
    @Transactional
    public ServiceCatalogue draft(UUID unitId, List<CatalogueItem> items) {
        clerkOf(unitId);
        check(items);
        var draft = catalogues
                .findByUnitIdAndState(unitId, CatalogueState.DRAFT)
                .orElseGet(() -> new ServiceCatalogue(unitId, catalogues.countByUnitId(unitId) + 1));
        draft.fill(items);
        return catalogues.save(draft);
    }

    private static void check(List<CatalogueItem> items) {
        if (items.isEmpty()) {
            throw new PlatformException(UnitError.CATALOGUE_EMPTY);
        }
        if (items.size() > MOST_ITEMS) {
            throw new PlatformException(UnitError.CATALOGUE_TOO_LONG, MOST_ITEMS);
        }
        var codes = new HashSet<String>();
        for (var item : items) {
            if (item.code().isBlank()
                    || item.code().length() > LONGEST_CODE
                    || item.name().isBlank()
                    || item.name().length() > LONGEST_NAME) {
                throw new PlatformException(UnitError.ITEM_ILL_FORMED, item.code());
            }
            if (!codes.add(item.code())) {
                throw new PlatformException(UnitError.ITEM_TWICE, item.code());
            }
        }
    }

    /**
     * Publishes the draft; what was published before is kept as replaced.
     *
     * @throws PlatformException {@code UNIT_UNKNOWN}, {@code UNIT_CLOSED}, {@code NO_DRAFT}
     */
    @Transactional
    public ServiceCatalogue publish(UUID unitId) {
        var unit = clerkOf(unitId);
        var draft = catalogues
                .findByUnitIdAndState(unitId, CatalogueState.DRAFT)
                .orElseThrow(() -> new PlatformException(UnitError.NO_DRAFT, unit.name()));
        catalogues.findByUnitIdAndState(unitId, CatalogueState.PUBLISHED).ifPresent(before -> {
            before.replace();
            // Before the draft takes its place: only one is published at a time.
            catalogues.saveAndFlush(before);
        });
        draft.publish(clock.instant());
        return catalogues.save(draft);
    }

    private ServiceUnit clerkOf(UUID unitId) {
        var unit = units.find(unitId);
        access.requireIn(unit.division(), Role.TENANT_ADMIN, Role.UNIT_CLERK);
        unit.requireOpen();
        return unit;
    }

    /** The published catalogues, by unit; no entry where there is none. */
    @Transactional(readOnly = true)
    public Map<UUID, ServiceCatalogue> published(Collection<UUID> unitIds) {
        access.actor();
        return catalogues.findByUnitIdInAndState(unitIds, CatalogueState.PUBLISHED).stream()
                .collect(Collectors.toMap(ServiceCatalogue::unitId, Function.identity()));
    }
}
