package cn.zhengping.dist;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import cn.zhengping.violations.app.campaigns.Campaign;
import cn.zhengping.violations.app.campaigns.CampaignController;
import cn.zhengping.violations.app.campaigns.CampaignRepository;
import cn.zhengping.violations.app.campaigns.Campaigns;
import cn.zhengping.violations.packs.ReaderImpl;
import cn.zhengping.violations.packs.Talker;
import cn.zhengping.violations.packs.util.Texts;
import cn.zhengping.violations.scoring.FileScorer;
import cn.zhengping.violations.scoring.SpringScorer;
import cn.zhengping.violations.scoring.TimedScorer;
import cn.zhengping.violations.spi.Criterion;
import cn.zhengping.violations.tenants.UnitsOfTenant;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Transient;
import java.io.StringWriter;
import java.lang.annotation.Annotation;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What the compiler, Maven and Modulith do not see. Each rule is seen failing on the classes that it names, which break
 * it.
 */
enum HouseRule {
    THE_SPI_KNOWS_ONLY_THE_JDK_JSPECIFY_AND_PF4J(Criterion.class) {
        @Override
        ArchRule in(String root) {
            return classes()
                    .that()
                    .resideInAPackage(root + ".spi..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(root + ".spi..", "java..", "org.jspecify..", "org.pf4j..");
        }
    },

    SCORING_KNOWS_NO_SPRING_NO_FILES_AND_NO_CLOCK(FileScorer.class, SpringScorer.class, TimedScorer.class) {
        @Override
        ArchRule in(String root) {
            var surroundings = resideInAnyPackage(
                            "org.springframework..", "java.io..", "java.net..", "java.nio..", "java.sql..")
                    .or(assignableTo(Clock.class))
                    .and(not(assignableTo(StringWriter.class)));
            return noClasses()
                    .that()
                    .resideInAPackage(root + ".scoring..")
                    .should()
                    .dependOnClassesThat(surroundings)
                    .orShould()
                    .callMethodWhere(target(nameMatching("now|currentTimeMillis|nanoTime")));
        }
    },

    TENANTS_KNOW_NO_FEATURE(UnitsOfTenant.class) {
        @Override
        ArchRule in(String root) {
            return noClasses()
                    .that()
                    .resideInAPackage(root + ".tenants..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(root + "..")
                            .and(not(resideInAnyPackage(root + ".tenants..", root + ".spi.."))));
        }
    },

    FEATURES_READ_THE_INJECTED_CLOCK(Campaign.class) {
        @Override
        ArchRule in(String root) {
            return noClasses()
                    .that()
                    .resideInAPackage(root + ".app..")
                    .should()
                    .callMethodWhere(describe(
                            "it asks the machine for the time",
                            call -> call.getTargetOwner().getPackageName().equals("java.time")
                                    && call.getName().equals("now")
                                    && !call.getTarget().getRawParameterTypes().stream()
                                            .anyMatch(it -> it.isEquivalentTo(Clock.class))));
        }
    },

    ENTITIES_ARE_CHANGED_BY_THEIR_OWN_FEATURE(Campaign.class) {
        @Override
        ArchRule in(String root) {
            return noCodeUnits()
                    .that()
                    .areDeclaredInClassesThat(inApp(root).and(annotated(Entity.class)))
                    .and()
                    .arePublic()
                    .should(ArchCondition.from(DescribedPredicate.<JavaCodeUnit>describe(
                            "change what is stored",
                            it -> it.getFieldAccesses().stream()
                                    .filter(access -> access.getAccessType() == AccessType.SET)
                                    .anyMatch(access -> access.getTarget()
                                            .resolveMember()
                                            .filter(field -> !field.isAnnotatedWith(Transient.class))
                                            .isPresent()))));
        }
    },

    REPOSITORIES_ARE_THEIR_OWN_FEATURES_AFFAIR(CampaignRepository.class) {
        @Override
        ArchRule in(String root) {
            return classes()
                    .that(inApp(root).and(assignableTo(Repository.class)))
                    .should()
                    .bePackagePrivate();
        }
    },

    CONTROLLERS_TRANSLATE_AND_LEAVE_DATA_AND_TRANSACTIONS_TO_SERVICES(CampaignController.class) {
        @Override
        ArchRule in(String root) {
            return noClasses()
                    .that(inApp(root).and(annotated(Controller.class)))
                    .should()
                    .bePublic()
                    .orShould()
                    .dependOnClassesThat(assignableTo(Repository.class)
                            .or(assignableTo(EntityManager.class))
                            .or(assignableTo(Transactional.class)));
        }
    },

    WHAT_A_SERVICE_OFFERS_READS_AND_WRITES_IN_A_TRANSACTION(Campaigns.class) {
        @Override
        ArchRule in(String root) {
            return methods()
                    .that()
                    .areDeclaredInClassesThat(inApp(root).and(annotated(Service.class)))
                    .and()
                    .arePublic()
                    .and(DescribedPredicate.<JavaMethod>describe(
                            "use a repository",
                            method -> method.getMethodCallsFromSelf().stream()
                                    .anyMatch(call -> !call.isDeclaredInLambda()
                                            && call.getTargetOwner().isAssignableTo(Repository.class))))
                    .should()
                    .beAnnotatedWith(Transactional.class);
        }
    },

    EACH_PACKAGE_IS_NULL_MARKED(Criterion.class) {
        @Override
        ArchRule in(String root) {
            return classes()
                    .that()
                    .resideInAPackage(root + "..")
                    .should(ArchCondition.from(DescribedPredicate.<JavaClass>describe(
                            "be in a package whose package-info says @NullMarked",
                            it -> it.getPackage().isAnnotatedWith(NullMarked.class))));
        }
    },

    THINGS_ARE_NAMED_BY_THEIR_SUBJECT(ReaderImpl.class, Texts.class) {
        @Override
        ArchRule in(String root) {
            return noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .should()
                    .haveSimpleNameEndingWith("Impl")
                    .orShould()
                    .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..");
        }
    },

    ONLY_THE_DISTRIBUTION_SPEAKS_TO_THE_CONSOLE(Talker.class) {
        @Override
        ArchRule in(String root) {
            return noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackage(root + ".dist..")
                    .should(ACCESS_STANDARD_STREAMS);
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // List.of answers one that cannot change
    private final List<Class<?>> brokenBy;

    HouseRule(Class<?>... brokenBy) {
        this.brokenBy = List.of(brokenBy);
    }

    /** @param root the package in which {@code app}, {@code scoring} and the others lie */
    abstract ArchRule in(String root);

    List<Class<?>> brokenBy() {
        return brokenBy;
    }

    private static DescribedPredicate<JavaClass> inApp(String root) {
        return resideInAnyPackage(root + ".app..");
    }

    private static DescribedPredicate<JavaClass> annotated(Class<? extends Annotation> with) {
        return describe("annotated with @" + with.getSimpleName(), it -> it.isAnnotatedWith(with));
    }
}
