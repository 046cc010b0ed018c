package cn.zhengping.testkit;

import cn.zhengping.packs.Pack;
import cn.zhengping.packs.PackFiles;
import cn.zhengping.packs.PackReader;
import cn.zhengping.spi.standard.Standard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The region in {@code src/test/resources/sample}. */
final class SampleRegion {

    private static final Path FOLDER = Path.of("src/test/resources/sample");
    private static final String MANIFEST = """
            Manifest-Version: 1.0
            Plugin-Id: sample
            Plugin-Version: 1.0.0
            Plugin-Provider: Zhengping
            Plugin-License: Apache-2.0

            """;

    private SampleRegion() {}

    static Pack pack() {
        try {
            return new PackReader((_, _) -> Optional.empty()).read(PackFiles.ofFolder(FOLDER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Standard standard(String id) {
        return pack().standards().stream()
                .filter(standard -> standard.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Packs the region, with these files beside its own or in their place. */
    static byte[] archive(Map<String, String> more) throws IOException {
        var files = new TreeMap<String, byte[]>();
        files.put("META-INF/MANIFEST.MF", MANIFEST.getBytes(StandardCharsets.UTF_8));
        try (var walk = Files.walk(FOLDER)) {
            for (var file : walk.filter(Files::isRegularFile).toList()) {
                files.put(FOLDER.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        more.forEach((name, content) -> files.put(name, content.getBytes(StandardCharsets.UTF_8)));
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
