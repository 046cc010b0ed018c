package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.UNKNOWN_CRITERION;
import static cn.zhengping.packs.PackError.Code.UNKNOWN_POLICY;

import cn.zhengping.spi.language.ServiceLanguage;
import cn.zhengping.spi.language.ServiceLanguage.RuleLink;
import cn.zhengping.spi.language.ServiceLanguage.Situation;
import cn.zhengping.spi.staff.StaffPolicy;
import java.util.Set;

/** Binds and checks a file of {@code language/}. */
final class LanguageBinder {

    private LanguageBinder() {}

    static ServiceLanguage bind(Field file) {
        return new ServiceLanguage(
                file.get("language").text(),
                file.get("version").text(),
                file.get("title").localizedText(),
                file.list(
                        "situations",
                        situation -> new Situation(
                                situation.get("id").text(),
                                situation.get("title").localizedText(),
                                situation.list("polite", Field::localizedText),
                                situation.list("forbidden", Field::localizedText),
                                situation.list(
                                        "feeds",
                                        link -> new RuleLink(
                                                link.get("policy").text(),
                                                link.get("criterion").text())),
                                PaperBinder.source(situation))),
                PaperBinder.sources(file),
                PaperBinder.readings(file));
    }

    static void check(YamlFile file, ServiceLanguage language, Known<StaffPolicy> policies) {
        UniqueIds.check(file, "situations", language.situations(), Situation::id);
        var papers = PaperCheck.of(file, language.sources());
        papers.sources("situations", language.situations(), Situation::source);
        papers.readings(language.readings(), Set.of());
        for (var i = 0; i < language.situations().size(); i++) {
            var feeds = language.situations().get(i).feeds();
            for (var j = 0; j < feeds.size(); j++) {
                checkLink(file, "situations[" + i + "].feeds[" + j + "]", feeds.get(j), policies);
            }
        }
    }

    private static void checkLink(YamlFile file, String path, RuleLink link, Known<StaffPolicy> policies) {
        if (!policies.mayHold(link.policy())) {
            file.report(
                    UNKNOWN_POLICY,
                    path + ".policy",
                    UNKNOWN_POLICY.message(link.policy(), Shown.list(", ", policies.ids())));
        }
        policies.find(link.policy())
                .filter(policy -> policy.rules().criterion(link.criterion()).isEmpty())
                .ifPresent(_ -> file.report(
                        UNKNOWN_CRITERION,
                        path + ".criterion",
                        UNKNOWN_CRITERION.messageFor("policy", link.criterion(), link.policy())));
    }
}
