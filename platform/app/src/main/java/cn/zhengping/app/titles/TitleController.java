package cn.zhengping.app.titles;

import cn.zhengping.app.areas.AreaView;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.graphql.Paging;
import cn.zhengping.app.reviews.ShareView;
import cn.zhengping.app.titles.Wording.CriterionView;
import cn.zhengping.app.units.ServiceUnit;
import cn.zhengping.app.units.Units;
import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.tenants.TenantCode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Window;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Published results and titles over GraphQL, for those who took part. */
@Controller
class TitleController {

    private final PublishedResults published;
    private final TitlesHeld titles;
    private final Units units;
    private final Wording wording;
    private final Areas areas;

    TitleController(PublishedResults published, TitlesHeld titles, Units units, Wording wording, Areas areas) {
        this.published = published;
        this.titles = titles;
        this.units = units;
        this.wording = wording;
        this.areas = areas;
    }

    record OwnResult(
            UUID applicationId,
            String titleId,
            LocalizedText title,
            UUID unitId,
            String unitName,
            @Nullable ScoreView total,
            @Nullable ShareView share,
            List<Grant> grants,
            Instant publishedAt,
            List<CriterionView> criteria) {}

    record PublishedResult(
            AreaView applicant,
            String unitName,
            String titleId,
            LocalizedText title,
            @Nullable ScoreView total,
            @Nullable ShareView share,
            List<Grant> grants,
            Instant publishedAt) {}

    @QueryMapping
    List<OwnResult> ownResults(@Argument String organiser, @Argument UUID campaign) {
        return published.own(new TenantCode(organiser), campaign).stream()
                .map(own -> own(own.result(), own.criteria()))
                .toList();
    }

    private OwnResult own(Result result, List<CriterionOutcome> criteria) {
        return new OwnResult(
                result.applicationId(),
                result.titleId(),
                wording.title(result).title(),
                result.unitId(),
                result.unitName(),
                wording.total(result),
                ShareView.of(result.share()),
                result.grants(),
                Objects.requireNonNull(result.publishedAt()),
                wording.criteria(result, criteria));
    }

    @QueryMapping
    Window<PublishedResult> publishedResults(@Argument String organiser, @Argument UUID campaign, Paging paging) {
        return published
                .all(new TenantCode(organiser), campaign, paging)
                .map(result -> new PublishedResult(
                        areas.view(result.applicant().value()),
                        result.unitName(),
                        result.titleId(),
                        wording.title(result).title(),
                        wording.total(result),
                        ShareView.of(result.share()),
                        result.grants(),
                        Objects.requireNonNull(result.publishedAt())));
    }

    @QueryMapping
    Window<TitleHeld> titlesHeld(Paging paging) {
        return titles.list(paging);
    }

    @BatchMapping(typeName = "TitleHeld")
    List<ServiceUnit> unit(List<TitleHeld> of) {
        var byId = units.byIds(of.stream().map(TitleHeld::unitId).collect(Collectors.toSet()));
        return of.stream().map(title -> byId.get(title.unitId())).toList();
    }

    @BatchMapping(typeName = "ServiceUnit", field = "titles")
    List<List<TitleHeld>> titlesOfUnits(List<ServiceUnit> of) {
        var byUnit = titles.ofUnits(of.stream().map(ServiceUnit::id).toList());
        return of.stream()
                .map(unit -> byUnit.getOrDefault(unit.id(), List.of()))
                .toList();
    }

    @SchemaMapping(typeName = "TitleHeld")
    AreaView organiser(TitleHeld title) {
        return areas.view(title.organiser().value());
    }
}
