package cn.zhengping.pluginhost;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A small plugin, made in memory: change what you want to see refused, then {@link #archive()}. */
final class SamplePlugin {

    private final Map<String, String> manifest = new LinkedHashMap<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    private SamplePlugin() {}

    /** A data pack of one standard with one criterion of ten points. */
    static SamplePlugin dataPack(String id, String version) {
        return new SamplePlugin()
                .manifest("Plugin-Id", id)
                .manifest("Plugin-Version", version)
                .manifest("Plugin-Provider", "某县人民政府")
                .manifest("Plugin-License", "Apache-2.0")
                .file("region.yaml", """
                        region: "510000"
                        name: 四川省
                        units:
                          TOWNSHIP_CENTRE: {label: 便民服务中心}
                        """)
                .rule("met: {}");
    }

    /** The standard's one rule. */
    SamplePlugin rule(String rule) {
        return file("standards/sample.yaml", """
                standard: sample
                version: "2023"
                title: 样例标准
                unitKinds: [TOWNSHIP_CENTRE]
                total: 10
                sources:
                  - {id: paper, title: 样例文件, issuer: 某县人民政府}
                sections:
                  - id: premises
                    title: 场地建设
                    points: 10
                    items:
                      - id: premises.sign
                        title: 外部标识
                        points: 10
                        criteria:
                          - id: premises.sign.name
                            text: 有外部标识的，得10分
                            points: 10
                            rule: {%s}
                            source: {document: paper, row: 场地建设 / 外部标识 / 1}
                """.formatted(rule));
    }

    SamplePlugin manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    SamplePlugin withoutManifest(String name) {
        manifest.remove(name);
        return this;
    }

    SamplePlugin file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    SamplePlugin file(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    SamplePlugin files(Map<String, byte[]> more) {
        files.putAll(more);
        return this;
    }

    byte[] archive() {
        var all = new LinkedHashMap<String, byte[]>();
        all.put(
                "META-INF/MANIFEST.MF",
                manifest.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue() + "\r\n")
                        .collect(Collectors.joining("", "Manifest-Version: 1.0\r\n", "\r\n"))
                        .getBytes(StandardCharsets.UTF_8));
        all.putAll(files);
        return zip(all);
    }

    static byte[] zip(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
