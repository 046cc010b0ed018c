package cn.zhengping.app.campaigns;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ApplicationRepository extends Repository<Application, UUID> {

    Application save(Application application);

    Application saveAndFlush(Application application);

    Optional<Application> findById(UUID id);

    List<Application> findByIdIn(Collection<UUID> ids);

    List<Application> findByUnitIdInOrderBySubmittedAt(Collection<UUID> unitIds);

    List<Application> findByCampaignIdAndApplicantOrderByUnitName(UUID campaignId, String applicant);

    List<Application> findByCampaignIdAndState(UUID campaignId, ApplicationState state);

    boolean existsByCampaignIdAndTitleIdAndUnitIdAndState(
            UUID campaignId, String titleId, UUID unitId, ApplicationState state);

    Window<Application> findByCampaignId(UUID campaignId, ScrollPosition position, Sort sort, Limit limit);

    Window<Application> findByCampaignIdAndAreaInAndState(
            UUID campaignId,
            Collection<String> areas,
            ApplicationState state,
            ScrollPosition position,
            Sort sort,
            Limit limit);

    /** Where there are applications from, those included that do not stand. */
    @Query("select distinct a.area from Application a where a.campaignId = ?1")
    List<String> areas(UUID campaignId);

    /** How many applications stand, by area. */
    @Query("select new cn.zhengping.app.campaigns.AreaLoad(a.area, count(a)) from Application a"
            + " where a.campaignId = ?1 and a.state = SUBMITTED group by a.area order by a.area")
    List<AreaLoad> loads(UUID campaignId);
}
