package cn.zhengping.app.titles;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.tenants.Crossing;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What applicants see of a campaign that they took part in, which is nothing before publication. Its methods cross over to
 * the organiser, so they cannot be called inside a transaction.
 */
@Service
public class PublishedResults {

    private static final Role[] READERS = {
        Role.UNIT_CLERK, Role.CAMPAIGN_MANAGER, Role.TENANT_ADMIN, Role.OBSERVER, Role.INTEGRATOR
    };
    private static final Sort BY_UNIT = Sort.by("unitName", "id");

    private final Access access;
    private final ResultRepository results;
    private final ExplanationRepository explanations;
    private final CurrentTenant tenants;
    private final TransactionTemplate transaction;

    PublishedResults(
            Access access,
            ResultRepository results,
            ExplanationRepository explanations,
            CurrentTenant tenants,
            TransactionTemplate transaction) {
        this.access = access;
        this.results = results;
        this.explanations = explanations;
        this.tenants = tenants;
        this.transaction = transaction;
    }

    /** A result of a unit of the tenant with what it consists of, in the order of the standard. */
    record Own(Result result, List<CriterionOutcome> criteria) {}

    /**
     * What the tenant's own units reached, explained, by name of unit.
     *
     * @throws PlatformException {@code NOT_PUBLISHED}
     */
    List<Own> own(TenantCode organiser, UUID campaignId) {
        var applicant = Objects.requireNonNull(access.require(READERS).tenant()).value();
        return across(organiser, "see-own-results", () -> {
            requirePublished(campaignId);
            var own = results.findByCampaignIdAndApplicantAndStateOrderByUnitName(
                    campaignId, applicant, ResultState.PUBLISHED);
            var criteria = explanations
                    .findByResultIdIn(own.stream().map(Result::id).toList())
                    .stream()
                    .collect(Collectors.toMap(ResultExplanation::resultId, ResultExplanation::criteria));
            return own.stream()
                    .map(result -> new Own(result, criteria.getOrDefault(result.id(), List.of())))
                    .toList();
        });
    }

    /**
     * 公布: what every unit reached, by name of unit.
     *
     * @throws PlatformException {@code NOT_PUBLISHED}
     */
    public Window<Result> all(TenantCode organiser, UUID campaignId, Paging paging) {
        access.require(READERS);
        return across(organiser, "see-published-results", () -> {
            requirePublished(campaignId);
            return paging.rows(
                    BY_UNIT,
                    (position, sort, limit) ->
                            results.findByCampaignIdAndState(campaignId, ResultState.PUBLISHED, position, sort, limit));
        });
    }

    private void requirePublished(UUID campaignId) {
        if (!results.existsByCampaignIdAndState(campaignId, ResultState.PUBLISHED)) {
            throw new PlatformException(TitleError.NOT_PUBLISHED);
        }
    }

    private <T> T across(TenantCode organiser, String purpose, Supplier<T> work) {
        var crossing = new Crossing(access.actor().account().toString(), purpose);
        return tenants.callAs(
                organiser, crossing, () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
