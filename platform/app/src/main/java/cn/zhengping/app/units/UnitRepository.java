package cn.zhengping.app.units;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

interface UnitRepository extends Repository<ServiceUnit, UUID>, JpaSpecificationExecutor<ServiceUnit> {

    ServiceUnit save(ServiceUnit unit);

    Optional<ServiceUnit> findById(UUID id);

    List<ServiceUnit> findByIdIn(Collection<UUID> ids);

    default Window<ServiceUnit> find(UnitFilter filter, ScrollPosition position, Sort sort, Limit limit) {
        return findBy(
                filter.toSpecification(),
                query -> query.sortBy(sort).limit(limit.max()).scroll(position));
    }
}
