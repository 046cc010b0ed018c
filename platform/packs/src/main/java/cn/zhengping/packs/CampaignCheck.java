package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.CLOSES_BEFORE_OPENS;
import static cn.zhengping.packs.PackError.Code.GRANT_DIFFERS;
import static cn.zhengping.packs.PackError.Code.OUTCOMES_NOT_FALLING;
import static cn.zhengping.packs.PackError.Code.OUTCOME_ABOVE_TOTAL;
import static cn.zhengping.packs.PackError.Code.REPEATED_PHASE;
import static cn.zhengping.packs.PackError.Code.UNIT_KIND_NOT_JUDGED;
import static cn.zhengping.packs.PackError.Code.UNKNOWN_STANDARD;

import cn.zhengping.packs.PackError.Code;
import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.campaign.Grant;
import cn.zhengping.spi.campaign.PhaseKind;
import cn.zhengping.spi.campaign.TitleTemplate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;

/** Checks a campaign template as a whole, together with the standards of its pack. */
final class CampaignCheck {

    private final YamlFile file;
    private final CampaignTemplate campaign;
    private final PackStandards standards;

    private CampaignCheck(YamlFile file, CampaignTemplate campaign, PackStandards standards) {
        this.file = file;
        this.campaign = campaign;
        this.standards = standards;
    }

    static void check(YamlFile file, CampaignTemplate campaign, PackStandards standards) {
        new CampaignCheck(file, campaign, standards).check();
    }

    private void check() {
        var papers = PaperCheck.of(file, campaign.sources());
        var subjects = new HashSet<String>();
        UniqueIds.check(file, "titles", campaign.titles(), TitleTemplate::id);
        for (var i = 0; i < campaign.titles().size(); i++) {
            var title = campaign.titles().get(i);
            var path = "titles[" + i + "]";
            subjects.add(title.id());
            papers.source(path, title.source());
            checkStandard(path, title);
            checkOutcomes(path + ".outcomes", title);
        }
        for (var i = 0; i < campaign.phases().size(); i++) {
            papers.source("phases[" + i + "]", campaign.phases().get(i).source());
            subjects.add(campaign.phases().get(i).kind().name());
        }
        checkPhases();
        papers.readings(campaign.readings(), subjects);
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

    private void checkPhases() {
        var seen = EnumSet.noneOf(PhaseKind.class);
        for (var i = 0; i < campaign.phases().size(); i++) {
            var phase = campaign.phases().get(i);
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
