package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.CLOSES_BEFORE_OPENS;
import static cn.zhengping.packs.PackError.Code.GRANT_DIFFERS;
import static cn.zhengping.packs.PackError.Code.OUTCOMES_NOT_FALLING;
import static cn.zhengping.packs.PackError.Code.OUTCOME_ABOVE_TOTAL;
import static cn.zhengping.packs.PackError.Code.REPEATED_PHASE;
import static cn.zhengping.packs.PackError.Code.UNIT_KIND_NOT_JUDGED;
import static cn.zhengping.packs.PackError.Code.UNKNOWN_GRANT;
import static cn.zhengping.packs.PackError.Code.UNKNOWN_STANDARD;

import cn.zhengping.packs.PackError.Code;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.PhaseKind;
import cn.zhengping.spi.campaign.PhaseTemplate;
import cn.zhengping.spi.campaign.PhaseTemplate.HandIn;
import cn.zhengping.spi.campaign.TitleTemplate;
import cn.zhengping.spi.campaign.TitleTemplate.Act;
import cn.zhengping.spi.campaign.TitleTemplate.Award;
import cn.zhengping.spi.campaign.TitleTemplate.Ground;
import cn.zhengping.spi.standard.Standard;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks a campaign template as a whole, together with the standards of its pack. */
final class CampaignCheck {

    private final YamlFile file;
    private final CampaignTemplate campaign;
    private final Known<Standard> standards;

    private CampaignCheck(YamlFile file, CampaignTemplate campaign, Known<Standard> standards) {
        this.file = file;
        this.campaign = campaign;
        this.standards = standards;
    }

    static void check(YamlFile file, CampaignTemplate campaign, Known<Standard> standards) {
        new CampaignCheck(file, campaign, standards).check();
    }

    private void check() {
        var papers = PaperCheck.of(file, campaign.sources());
        UniqueIds.check(file, "titles", campaign.titles(), TitleTemplate::id);
        for (var i = 0; i < campaign.titles().size(); i++) {
            var title = campaign.titles().get(i);
            var path = "titles[" + i + "]";
            papers.source(path, title.source());
            papers.sources(path + ".acts", title.acts(), Act::source);
            papers.sources(path + ".revocations", title.revocations(), Ground::source);
            papers.sources(path + ".awards", title.awards(), Award::source);
            UniqueIds.check(file, path + ".revocations", title.revocations(), Ground::id);
            checkStandard(path, title);
            checkOutcomes(path + ".outcomes", title);
            checkAwards(path + ".awards", title);
        }
        papers.sources("phases", campaign.phases(), PhaseTemplate::source);
        if (campaign.cycle() != null) {
            papers.source("cycle", campaign.cycle().source());
        }
        checkPhases();
        papers.readings(
                campaign.readings(),
                campaign.phases().stream().map(phase -> phase.kind().name()).collect(Collectors.toUnmodifiableSet()));
    }

    private void checkStandard(String path, TitleTemplate title) {
        var id = title.standard();
        if (id == null) {
            return;
        }
        if (!standards.mayHold(id)) {
            report(UNKNOWN_STANDARD, path + ".standard", id, Shown.list(", ", standards.ids()));
        }
        standards.find(id).ifPresent(standard -> {
            if (!standard.unitKinds().contains(title.unitKind())) {
                report(
                        UNIT_KIND_NOT_JUDGED,
                        path + ".unitKind",
                        title.unitKind().name(),
                        id);
            }
            var total = standard.total();
            for (var i = 0; total != null && i < title.outcomes().size(); i++) {
                var from = title.outcomes().get(i).from();
                if (from.compareTo(total) > 0) {
                    report(OUTCOME_ABOVE_TOTAL, path + ".outcomes[" + i + "].from", from, total);
                }
            }
        });
    }

    private void checkOutcomes(String path, TitleTemplate title) {
        var outcomes = title.outcomes();
        var grants = new HashMap<String, Grant>();
        for (var i = 0; i < outcomes.size(); i++) {
            var band = outcomes.get(i);
            var bandPath = YamlPath.index(path, i);
            if (i > 0 && band.from().compareTo(outcomes.get(i - 1).from()) >= 0) {
                report(
                        OUTCOMES_NOT_FALLING,
                        bandPath + ".from",
                        band.from(),
                        outcomes.get(i - 1).from());
            }
            UniqueIds.check(file, bandPath + ".grants", band.grants(), Grant::id);
            for (var j = 0; j < band.grants().size(); j++) {
                var grant = band.grants().get(j);
                var first = grants.putIfAbsent(grant.id(), grant);
                if (first != null && !first.equals(grant)) {
                    report(GRANT_DIFFERS, bandPath + ".grants[" + j + "]", grant.id());
                }
            }
        }
    }

    private void checkAwards(String path, TitleTemplate title) {
        var grants = title.outcomes().stream()
                .flatMap(band -> band.grants().stream())
                .map(Grant::id)
                .collect(Collectors.toCollection(TreeSet::new));
        for (var i = 0; i < title.awards().size(); i++) {
            var grant = title.awards().get(i).grant();
            if (grant != null && !grants.contains(grant)) {
                report(UNKNOWN_GRANT, YamlPath.index(path, i) + ".grant", grant, Shown.list(", ", grants));
            }
        }
    }

    private void checkPhases() {
        var seen = EnumSet.noneOf(PhaseKind.class);
        for (var i = 0; i < campaign.phases().size(); i++) {
            var phase = campaign.phases().get(i);
            UniqueIds.check(file, "phases[" + i + "].handIns", phase.handIns(), HandIn::id);
            if (!seen.add(phase.kind())) {
                report(REPEATED_PHASE, "phases[" + i + "].kind", phase.kind().name());
            }
            var opens = phase.opens();
            var closes = phase.closes();
            if (opens != null && closes != null && !closes.isAfter(opens)) {
                report(CLOSES_BEFORE_OPENS, "phases[" + i + "].closes", closes.toString(), opens.toString());
            }
        }
    }

    private void report(Code code, String path, Object... arguments) {
        file.report(code, path, code.message(arguments));
    }
}
