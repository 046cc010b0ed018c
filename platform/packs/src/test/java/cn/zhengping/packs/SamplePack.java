package cn.zhengping.packs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhengping.packs.PackError.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A sound pack with a criterion for each kind of rule, and copies of it that are not. */
record SamplePack(Map<String, String> files) {

    static final String REGION = "region.yaml";
    static final String STANDARD = "standards/everything.yaml";
    static final String FINDINGS = "standards/findings.yaml";
    static final String OPEN = "standards/open.yaml";
    static final String POLICY = "policies/staff.yaml";
    static final String POSTING = "policies/posting.yaml";
    static final String CAMPAIGN = "campaigns/acceptance.yaml";
    static final String HALL_PLAN = "halls/hall.yaml";
    static final String RATING = "ratings/bad.yaml";
    static final String FORM = "forms/guidance.yaml";
    static final String LANGUAGE = "language/language.yaml";

    /** Takes every formula but one that holds a decimal, as the engine would. */
    static final PackReader READER = new PackReader(
            (cel, _) -> cel.contains(".") ? Optional.of(Code.TOO_PRECISE.message(cel)) : Optional.empty());

    static SamplePack sound() {
        var files = new LinkedHashMap<String, String>();
        for (var name : List.of(
                REGION, STANDARD, FINDINGS, OPEN, POLICY, POSTING, CAMPAIGN, HALL_PLAN, RATING, FORM, LANGUAGE)) {
            files.put(name, text(name));
        }
        return new SamplePack(files);
    }

    SamplePack with(String file, String text) {
        var copy = new LinkedHashMap<>(files);
        copy.put(file, text);
        return new SamplePack(copy);
    }

    SamplePack without(String file) {
        var copy = new LinkedHashMap<>(files);
        copy.remove(file);
        return new SamplePack(copy);
    }

    /** With a text, which stands in the file exactly once, replaced. */
    SamplePack replacing(String file, String old, String replacement) {
        var text = files.getOrDefault(file, "");
        assertThat(text.split(Pattern.quote(old), -1))
                .as("<%s> stands in %s exactly once", old, file)
                .hasSize(2);
        return with(file, text.replace(old, replacement));
    }

    PackFiles packFiles() {
        var bytes = new LinkedHashMap<String, byte[]>();
        files.forEach((name, text) -> bytes.put(name, text.getBytes(UTF_8)));
        return PackFiles.of(bytes);
    }

    Pack read() {
        return READER.read(packFiles());
    }

    List<PackError> errors() {
        return errorsOf(packFiles());
    }

    static List<PackError> errorsOf(PackFiles files) {
        var rejected = catchThrowableOfType(PackRejectedException.class, () -> READER.read(files));
        assertThat(rejected).as("the pack is rejected").isNotNull();
        return rejected.errors();
    }

    private static String text(String name) {
        try (var in = SamplePack.class.getResourceAsStream("/pack/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
