package cn.zhengping.testkit.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A folder that becomes a data pack: YAML files, and {@code META-INF/MANIFEST.MF} with its id and version. */
final class PackFolder {

    static final String MANIFEST = "META-INF/MANIFEST.MF";

    private static final List<String> FILES_OF_A_NEW_PACK = List.of(MANIFEST, "region.yaml", "standards/first.yaml");

    /** So that the same files make the same archive. */
    private static final long NO_TIME = 315_532_800_000L;

    private PackFolder() {}

    /**
     * Begins a pack that can be checked, shown, tried and packed as it is.
     *
     * @throws FileAlreadyExistsException if a file of it is there already; then nothing has been written
     */
    static void begin(Path folder, String id, String division, String name) throws IOException {
        for (var file : FILES_OF_A_NEW_PACK) {
            if (Files.exists(folder.resolve(file))) {
                throw new FileAlreadyExistsException(folder.resolve(file).toString());
            }
        }
        for (var file : FILES_OF_A_NEW_PACK) {
            try (var template = PackFolder.class.getResourceAsStream("skeleton/" + file)) {
                if (template == null) {
                    throw new IllegalStateException("Not packaged: " + file);
                }
                var text = new String(template.readAllBytes(), StandardCharsets.UTF_8)
                        .replace("${id}", id)
                        .replace("${division}", division)
                        .replace("${name}", name);
                Files.createDirectories(folder.resolve(file).getParent());
                Files.writeString(folder.resolve(file), text);
            }
        }
    }

    /** The archive of a folder, or the file itself. */
    static byte[] archive(Path folderOrFile) throws IOException {
        return Files.isDirectory(folderOrFile) ? zip(folderOrFile) : Files.readAllBytes(folderOrFile);
    }

    /** {@code id-version.zip}, as the manifest says. */
    static String fileName(Path folder) throws IOException {
        var manifest = new Manifest(new ByteArrayInputStream(Files.readAllBytes(folder.resolve(MANIFEST))));
        Attributes main = manifest.getMainAttributes();
        return main.getValue("Plugin-Id") + "-" + main.getValue("Plugin-Version") + ".zip";
    }

    private static byte[] zip(Path folder) throws IOException {
        // The manifest first: whoever streams the archive meets it there.
        var files = new TreeMap<String, Path>(
                Comparator.comparing((String name) -> !name.equals(MANIFEST)).thenComparing(Comparator.naturalOrder()));
        try (var walk = Files.walk(folder)) {
            walk.filter(Files::isRegularFile)
                    .filter(file -> isOfThePack(folder.relativize(file)))
                    .forEach(
                            file -> files.put(folder.relativize(file).toString().replace('\\', '/'), file));
        }
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                var entry = new ZipEntry(file.getKey());
                entry.setTime(NO_TIME);
                zip.putNextEntry(entry);
                zip.write(Files.readAllBytes(file.getValue()));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** Leaves out what editors and version control keep beside the files, and packs made before. */
    private static boolean isOfThePack(Path file) {
        for (var part : file) {
            if (part.toString().startsWith(".")) {
                return false;
            }
        }
        var name = file.getFileName().toString();
        return !name.endsWith(".zip") && !name.endsWith("~");
    }
}
