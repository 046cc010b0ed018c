package cn.zhengping.app.titles;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.repository.Repository;

interface ResultRepository extends Repository<Result, UUID> {

    Result saveAndFlush(Result result);

    List<Result> saveAll(Iterable<Result> results);

    void delete(Result result);

    Optional<Result> findById(UUID id);

    Optional<Result> findByApplicationId(UUID applicationId);

    List<Result> findByApplicationIdIn(Collection<UUID> applicationIds);

    List<Result> findByCampaignId(UUID campaignId);

    List<Result> findByCampaignIdAndTitleId(UUID campaignId, String titleId);

    List<Result> findByCampaignIdAndApplicantAndStateOrderByUnitName(
            UUID campaignId, String applicant, ResultState state);

    boolean existsByCampaignIdAndState(UUID campaignId, ResultState state);

    Window<Result> findByCampaignId(UUID campaignId, ScrollPosition position, Sort sort, Limit limit);

    Window<Result> findByCampaignIdAndState(
            UUID campaignId, ResultState state, ScrollPosition position, Sort sort, Limit limit);
}
