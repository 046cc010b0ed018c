package cn.zhengping.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HouseRulesTest {

    private static final String ROOT = "cn.zhengping";

    private static final String BROKEN_ROOT = "cn.zhengping.violations";

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages(ROOT);

    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(BROKEN_ROOT);

    @ParameterizedTest
    @EnumSource
    void the_house_keeps_its_rules(HouseRule rule) {
        rule.in(ROOT).check(HOUSE);
    }

    @ParameterizedTest
    @EnumSource
    void a_rule_finds_what_breaks_it(HouseRule rule) {
        var found = String.join(
                "\n", rule.in(BROKEN_ROOT).evaluate(BROKEN).getFailureReport().getDetails());

        assertThat(rule.brokenBy())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(found).contains(it.getName()));
    }
}
