package cn.zhengping.app.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

class ErrorCodesTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d+");
    /** What else is said about files, in the same bundle. */
    private static final Predicate<String> NO_CODE =
            Pattern.compile("(FAILURE|NOTICE)_.*").asMatchPredicate();

    static List<Class<?>> enums() throws ClassNotFoundException {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(ErrorCode.class));
        var enums = new ArrayList<Class<?>>();
        for (var found : scan.findCandidateComponents("cn.zhengping.app")) {
            var type = Class.forName(Objects.requireNonNull(found.getBeanClassName()));
            if (type.isEnum() && !type.getSimpleName().startsWith("Test")) {
                enums.add(type);
            }
        }
        return enums;
    }

    private static Properties bundle(Class<?> of, String name) throws IOException {
        var bundle = new Properties();
        try (var file = Objects.requireNonNull(of.getResourceAsStream(name))) {
            bundle.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return bundle;
    }

    private static Set<String> arguments(String text) {
        return ARGUMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("enums")
    void every_code_has_words_in_both_languages_that_say_the_same_arguments(Class<?> type) throws IOException {
        var chinese = bundle(type, "messages.properties");
        var english = bundle(type, "messages_en.properties");
        var codes = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((ErrorCode) constant).name())
                .toList();

        assertThat(chinese.stringPropertyNames())
                .filteredOn(NO_CODE.negate())
                .containsExactlyInAnyOrderElementsOf(codes);
        assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(chinese.stringPropertyNames());
        for (var key : chinese.stringPropertyNames()) {
            assertThat(arguments(english.getProperty(key))).as(key).isEqualTo(arguments(chinese.getProperty(key)));
        }
    }

    @Test
    void every_feature_that_refuses_anything_is_looked_at() throws ClassNotFoundException {
        assertThat(enums()).extracting(Class::getSimpleName).contains("GraphQlErrorCode", "FileError", "SearchError");
    }
}
