package cn.zhengping.app.units;

import cn.zhengping.app.areas.AreaView;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.spi.UnitKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Units and their catalogues over GraphQL. */
@Controller
class UnitController {

    private static final UnitFilter ALL = new UnitFilter(null, null, null, null);

    private final Units units;
    private final Catalogues catalogues;
    private final Areas areas;

    UnitController(Units units, Catalogues catalogues, Areas areas) {
        this.units = units;
        this.catalogues = catalogues;
        this.areas = areas;
    }

    record CreateUnitInput(
            UnitKind kind,
            String name,
            String division,
            @Nullable String address,
            @Nullable String idempotencyKey) {}

    @QueryMapping
    ServiceUnit unit(@Argument UUID id) {
        return units.get(id);
    }

    @QueryMapping
    Window<ServiceUnit> units(@Argument @Nullable UnitFilter filter, Paging paging) {
        return units.list(filter == null ? ALL : filter, paging);
    }

    @MutationMapping
    ServiceUnit createUnit(@Argument CreateUnitInput input) {
        return units.create(
                new Units.NewUnit(input.kind(), input.name(), input.division(), input.address()),
                input.idempotencyKey());
    }

    @MutationMapping
    ServiceUnit describeUnit(
            @Argument UUID unit, @Argument int version, @Argument String name, @Argument @Nullable String address) {
        return units.describe(unit, version, name, address);
    }

    @MutationMapping
    ServiceUnit closeUnit(@Argument UUID unit, @Argument int version) {
        return units.close(unit, version);
    }

    @MutationMapping
    ServiceCatalogue draftCatalogue(@Argument UUID unit, @Argument List<CatalogueItem> items) {
        return catalogues.draft(unit, items);
    }

    @MutationMapping
    ServiceCatalogue publishCatalogue(@Argument UUID unit) {
        return catalogues.publish(unit);
    }

    /** A unit without one has no entry: a list must not hold nulls here. */
    @BatchMapping(typeName = "ServiceUnit")
    Map<ServiceUnit, ServiceCatalogue> catalogue(List<ServiceUnit> of) {
        var published = catalogues.published(of.stream().map(ServiceUnit::id).toList());
        return of.stream()
                .filter(unit -> published.containsKey(unit.id()))
                .collect(Collectors.toMap(
                        Function.identity(), unit -> Objects.requireNonNull(published.get(unit.id()))));
    }

    @SchemaMapping(typeName = "ServiceUnit")
    AreaView division(ServiceUnit unit) {
        return areas.view(unit.division());
    }
}
