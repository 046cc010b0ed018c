package cn.zhengping.app.units;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface CatalogueRepository extends Repository<ServiceCatalogue, UUID> {

    ServiceCatalogue save(ServiceCatalogue catalogue);

    ServiceCatalogue saveAndFlush(ServiceCatalogue catalogue);

    Optional<ServiceCatalogue> findByUnitIdAndState(UUID unitId, CatalogueState state);

    List<ServiceCatalogue> findByUnitIdInAndState(Collection<UUID> unitIds, CatalogueState state);

    int countByUnitId(UUID unitId);
}
