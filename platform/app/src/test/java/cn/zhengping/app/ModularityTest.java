package cn.zhengping.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    private static final ApplicationModules HOUSE = ApplicationModules.of(ZhengpingApplication.class);

    private static final ApplicationModules BROKEN =
            ApplicationModules.of("cn.zhengping.violations", location -> location.contains("/violations/"));

    private static final String UNDECLARED = "anything";

    @Test
    void each_feature_uses_only_what_others_offer_and_only_those_it_may() {
        HOUSE.verify();
    }

    @Test
    void each_feature_names_the_features_that_it_uses_and_no_more() {
        assertThat(allowed(HOUSE)).isEqualTo(used(HOUSE));
    }

    @Test
    void features_that_use_each_other_in_a_circle_are_found() {
        assertThat(violations()).anyMatch(it -> it.contains("Cycle detected") && it.contains("Slice units"));
    }

    @Test
    void a_feature_that_reaches_past_what_another_offers_is_found() {
        assertThat(violations())
                .anyMatch(it -> it.contains("'campaigns' depends on module 'units'")
                        && it.contains("-> cn.zhengping.violations.units.storage.Row"));
    }

    @Test
    void a_feature_that_uses_one_that_it_may_not_use_is_found() {
        assertThat(violations())
                .anyMatch(it -> it.contains("'reviews' depends on module 'campaigns'")
                        && it.contains("Allowed targets: units"));
    }

    @Test
    void a_feature_that_may_use_more_than_it_does_or_does_not_say_is_found() {
        assertThat(allowed(BROKEN))
                .containsEntry("reviews", "units")
                .containsEntry("titles", UNDECLARED)
                .isNotEqualTo(used(BROKEN));
        assertThat(used(BROKEN)).containsEntry("reviews", "campaigns").containsEntry("titles", "");
    }

    private static Iterable<String> violations() {
        return BROKEN.detectViolations().getMessages();
    }

    private static Map<String, String> used(ApplicationModules modules) {
        var features = new TreeMap<String, String>();
        for (var feature : modules) {
            var names = new TreeSet<String>();
            feature.getDirectDependencies(modules)
                    .uniqueModules()
                    .forEach(it -> names.add(it.getIdentifier().toString()));
            features.put(feature.getIdentifier().toString(), String.join(", ", names));
        }
        return features;
    }

    private static Map<String, String> allowed(ApplicationModules modules) {
        var features = new TreeMap<String, String>();
        for (var feature : modules) {
            var declared = feature.getBasePackage()
                    .getAnnotation(ApplicationModule.class)
                    .map(it -> String.join(", ", new TreeSet<>(Arrays.asList(it.allowedDependencies()))));
            features.put(feature.getIdentifier().toString(), declared.orElse(UNDECLARED));
        }
        return features;
    }
}
