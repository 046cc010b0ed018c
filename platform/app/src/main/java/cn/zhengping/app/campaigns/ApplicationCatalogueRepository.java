package cn.zhengping.app.campaigns;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface ApplicationCatalogueRepository extends Repository<ApplicationCatalogue, UUID> {

    ApplicationCatalogue save(ApplicationCatalogue catalogue);

    List<ApplicationCatalogue> findByApplicationIdIn(Collection<UUID> applicationIds);
}
