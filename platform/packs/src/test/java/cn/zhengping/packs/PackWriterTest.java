package cn.zhengping.packs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PackWriterTest {

    private static Pack again(Pack pack) {
        return SamplePack.READER.read(PackFiles.of(PackWriter.write(pack)));
    }

    @Test
    void what_is_written_is_read_as_it_was() {
        var pack = SamplePack.sound().read();

        assertThat(again(pack)).isEqualTo(pack);
        assertThat(PackWriter.write(pack))
                .containsKeys(
                        "region.yaml",
                        "standards/everything.yaml",
                        "policies/posting.yaml",
                        "language/service-language.yaml");
    }

    @Test
    void a_real_region_is_read_as_it_was() throws IOException {
        var pack = SamplePack.READER.read(PackFiles.ofFolder(Path.of("../../plugins/sichuan/src/main/resources")));

        assertThat(pack.standards()).isNotEmpty();
        assertThat(again(pack)).isEqualTo(pack);
    }

    @Test
    void the_same_pack_gives_the_same_bytes() {
        var pack = SamplePack.sound().read();

        PackWriter.write(again(pack))
                .forEach((name, bytes) -> assertThat(new String(bytes, UTF_8))
                        .as(name)
                        .isEqualTo(new String(PackWriter.write(pack).getOrDefault(name, new byte[0]), UTF_8)));
    }

    /** Every pack that is a part of the sample, in any order of its files. */
    @Property(tries = 100)
    void a_pack_of_some_files_under_other_names_is_read_as_it_was(@ForAll Random random) {
        var sample = SamplePack.sound().files();
        var files = new LinkedHashMap<String, String>();
        sample.forEach((name, text) -> {
            var kept = name.startsWith("halls/") || name.startsWith("ratings/") || name.startsWith("forms/");
            if (!kept || random.nextBoolean()) {
                var slash = name.indexOf('/');
                files.put(
                        slash < 0
                                ? name
                                : name.substring(0, slash + 1) + random.nextInt(1000) + name.substring(slash + 1),
                        text);
            }
        });
        var pack = new SamplePack(files).read();

        assertThat(again(pack)).isEqualTo(pack);
    }
}
