package cn.zhengping.app.units;

import cn.zhengping.spi.UnitKind;
import cn.zhengping.tenants.TenantCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A unit as it is on a day, for whoever evaluates it in another tenant.
 *
 * @param catalogueNumber of its published catalogue; null where it has none
 * @param items of that catalogue, by code
 */
public record UnitSnapshot(
        UUID unitId,
        TenantCode tenant,
        UnitKind kind,
        String name,
        String division,
        @Nullable Integer catalogueNumber,
        List<CatalogueItem> items) {

    public UnitSnapshot {
        items = List.copyOf(items);
    }
}
