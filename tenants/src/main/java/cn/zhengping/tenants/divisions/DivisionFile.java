package cn.zhengping.tenants.divisions;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.tukaani.xz.XZInputStream;

/**
 * The resource that {@code src/main/divisions/make.mjs} makes and describes. Its parts follow one another, so reading a
 * later part means skipping the earlier ones; what is above villages comes first and is a tenth of it.
 */
final class DivisionFile implements AutoCloseable {

    private static final String RESOURCE = "divisions.xz";

    private final BufferedReader lines;
    private final int above;
    private final int characters;
    private final int villages;

    /** What is read at once: everything but villages. */
    record Base(DivisionTable above, PinyinReadings readings) {}

    private DivisionFile(BufferedReader lines) throws IOException {
        this.lines = lines;
        var header = line(lines).split(" ");
        if (header.length != 7 || !header[0].equals("zhengping-divisions") || !header[1].equals("1")) {
            throw new IOException("not of format 1: " + String.join(" ", header));
        }
        this.above = Integer.parseInt(header[2]);
        this.characters = Integer.parseInt(header[3]);
        this.villages = Integer.parseInt(header[4]);
    }

    /** @throws UncheckedIOException if the resource is missing or damaged: the build is broken, and nobody can go on */
    static Base readBase() {
        try (var file = open()) {
            return new Base(
                    DivisionTable.read(file.lines, file.above), PinyinReadings.read(file.lines, file.characters));
        } catch (IOException damaged) {
            throw new UncheckedIOException(RESOURCE, damaged);
        }
    }

    /** @throws UncheckedIOException if the resource is missing or damaged */
    static DivisionTable readVillages() {
        try (var file = open()) {
            for (int skipped = 0; skipped < file.above + file.characters; skipped++) {
                line(file.lines);
            }
            return DivisionTable.read(file.lines, file.villages);
        } catch (IOException damaged) {
            throw new UncheckedIOException(RESOURCE, damaged);
        }
    }

    static String line(BufferedReader lines) throws IOException {
        var line = lines.readLine();
        if (line == null) {
            throw new EOFException("ends too early");
        }
        return line;
    }

    private static DivisionFile open() throws IOException {
        var resource = DivisionFile.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new FileNotFoundException(RESOURCE);
        }
        return new DivisionFile(new BufferedReader(
                new InputStreamReader(new XZInputStream(resource), StandardCharsets.UTF_8), 1 << 16));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
