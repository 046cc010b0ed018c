package cn.zhengping.packs;

import static cn.zhengping.packs.SamplePack.CAMPAIGN;
import static cn.zhengping.packs.SamplePack.READER;
import static cn.zhengping.packs.SamplePack.REGION;
import static cn.zhengping.packs.SamplePack.STANDARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the bytes are: a pack, or a rejection that says why. */
class GarbageTest {

    private static final SamplePack SOUND = SamplePack.sound();

    @Property(tries = 300)
    void random_bytes_are_rejected(@ForAll byte[] bytes) {
        assertReadsOrRejects(REGION, bytes);
        assertReadsOrRejects(STANDARD, bytes);
        assertRejectsOrTakes(() -> PackFiles.ofZip(bytes));
    }

    @Property(tries = 500)
    void random_yaml_is_rejected(@ForAll("yaml") String text) {
        assertReadsOrRejects(CAMPAIGN, text.getBytes(UTF_8));
    }

    @Property(tries = 200)
    void a_file_cut_at_any_byte_is_read_or_rejected(@ForAll("files") String file, @ForAll int at) {
        var bytes = bytes(file);

        assertReadsOrRejects(file, Arrays.copyOf(bytes, Math.floorMod(at, bytes.length)));
    }

    @Property(tries = 500)
    void a_file_with_a_piece_replaced_by_something_else_is_read_or_rejected(
            @ForAll("files") String file,
            @ForAll int from,
            @ForAll("lengths") int length,
            @ForAll("yaml") String piece) {
        var text = SOUND.files().getOrDefault(file, "");
        var start = Math.floorMod(from, text.length());
        var end = Math.min(text.length(), start + length);

        assertReadsOrRejects(file, (text.substring(0, start) + piece + text.substring(end)).getBytes(UTF_8));
    }

    @Property(tries = 300)
    void a_file_with_a_line_moved_is_read_or_rejected(@ForAll("files") String file, @ForAll int from, @ForAll int to) {
        var lines = new ArrayList<>(SOUND.files().getOrDefault(file, "").lines().toList());
        var line = lines.remove(Math.floorMod(from, lines.size()));
        lines.add(Math.floorMod(to, lines.size()), line);

        assertReadsOrRejects(file, String.join("\n", lines).getBytes(UTF_8));
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(REGION, STANDARD, CAMPAIGN);
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.integers().between(0, 40);
    }

    /** Texts of what means something to a YAML parser or to the format. */
    @Provide
    Arbitrary<String> yaml() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ": ",
                        ", ",
                        "- ",
                        "? ",
                        "\n",
                        "\n  ",
                        "&a ",
                        "*a",
                        "!t ",
                        "!!str ",
                        "'",
                        "\"",
                        "|",
                        ">",
                        "%",
                        "@",
                        "#",
                        "---\n",
                        "...\n",
                        "\t",
                        "\\",
                        "\\U",
                        "\\x",
                        "null",
                        "true",
                        "0.5",
                        "-1",
                        "1e9",
                        "id",
                        "points",
                        "rule",
                        "text",
                        "zh",
                        "政务",
                        "\uD83C\uDFDB",
                        "\u0000",
                        "\u0085",
                        "\ud800")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    private static void assertReadsOrRejects(String file, byte[] bytes) {
        var files = new LinkedHashMap<String, byte[]>();
        files.put(REGION, bytes(REGION));
        files.put(file, bytes);
        assertRejectsOrTakes(() -> READER.read(PackFiles.of(files)));
    }

    /** Anything else that is thrown fails the property. */
    private static void assertRejectsOrTakes(Runnable reading) {
        try {
            reading.run();
        } catch (PackRejectedException rejected) {
            assertThat(rejected.errors()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(rejected.errors()).allSatisfy(error -> {
                assertThat(error.in(Locale.CHINESE)).isNotBlank();
                assertThat(error.in(Locale.ENGLISH)).isNotBlank();
            });
        }
    }

    private static byte[] bytes(String file) {
        return SOUND.files().getOrDefault(file, "").getBytes(UTF_8);
    }
}
