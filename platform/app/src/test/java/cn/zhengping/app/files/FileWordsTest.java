package cn.zhengping.app.files;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.extraction.Extraction;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileWordsTest {

    @Test
    void every_failure_and_notice_has_words() {
        var names = Stream.concat(
                        Arrays.stream(FileFailure.values()).map(failure -> "FAILURE_" + failure),
                        Arrays.stream(Extraction.Notice.values()).map(notice -> "NOTICE_" + notice))
                .toList();

        assertThat(ResourceBundle.getBundle("cn.zhengping.app.files.messages", Locale.ROOT)
                        .keySet())
                .filteredOn(key -> key.matches("(FAILURE|NOTICE)_.*"))
                .containsExactlyInAnyOrderElementsOf(names);
    }
}
