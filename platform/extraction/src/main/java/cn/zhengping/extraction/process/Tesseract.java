package cn.zhengping.extraction.process;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Recognises characters by the command that is installed, or by none. */
final class Tesseract {

    /** The longer side of a sheet of A4 at 300 dpi has 3500; beyond 2600 it takes longer and reads no better. */
    static final int SIDE = 2600;

    /** Characters lower than twenty pixels are read badly, so small pictures are doubled. */
    private static final int SMALL = 1000;

    private static final long LEAST_MILLIS = 1_000;
    private static final double LEAST_CONFIDENCE = 50;

    private final String command;
    private @Nullable String languages;

    Tesseract(String command) {
        this.command = command;
    }

    boolean isInstalled() {
        return !languages().isEmpty();
    }

    /** Empty if there was no time for it. */
    Optional<String> read(BufferedImage image, long millis) throws IOException {
        if (millis < LEAST_MILLIS) {
            return Optional.empty();
        }
        int side = Math.max(image.getWidth(), image.getHeight());
        BufferedImage grey = side < SMALL
                ? Pictures.scaled(image, image.getWidth() * 2, image.getHeight() * 2, BufferedImage.TYPE_BYTE_GRAY)
                : Pictures.within(image, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Path png = Files.createTempFile("scan", ".png");
        try {
            ImageIO.write(grey, "png", png.toFile());
            return run(millis, png.toString(), "stdout", "-l", languages(), "-c", "preserve_interword_spaces=1", "tsv")
                    .map(Tesseract::text);
        } finally {
            Files.deleteIfExists(png);
        }
    }

    /** Simplified Chinese, and English where it is there; empty without the former. */
    private String languages() {
        String known = languages;
        if (known == null) {
            known = installed();
            languages = known;
        }
        return known;
    }

    private String installed() {
        if (command.isEmpty()) {
            return "";
        }
        try {
            Set<String> installed = run(5_000, "--list-langs")
                    .orElse("")
                    .lines()
                    .map(String::strip)
                    .collect(Collectors.toSet());
            return !installed.contains("chi_sim") ? "" : installed.contains("eng") ? "chi_sim+eng" : "chi_sim";
        } catch (IOException e) {
            return "";
        }
    }

    private Optional<String> run(long millis, String... arguments) throws IOException {
        Path output = Files.createTempFile("text", null);
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of(command), List.of(arguments).stream())
                            .toList())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                    return Optional.empty();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            } finally {
                process.destroyForcibly();
            }
            // Nothing to read on a picture without text, or one that it cannot read, is no failure of the file.
            return Optional.of(process.exitValue() == 0 ? Files.readString(output, StandardCharsets.UTF_8) : "");
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** Words to lines; lines that were guessed at, as on a photo of a wall, are left out. */
    private static String text(String table) {
        StringBuilder text = new StringBuilder();
        StringBuilder line = new StringBuilder();
        String key = "";
        double confidence = 0;
        int words = 0;
        for (String row : (table + "\nend\t\t\t\t\t\t\t\t\t\t\t ").lines().toList()) {
            String[] cells = row.split("\t", 12);
            if (cells.length < 12 || cells[0].equals("level")) {
                continue;
            }
            String place = String.join("/", List.of(cells).subList(1, 5));
            if (!place.equals(key)) {
                if (words > 0 && confidence / words >= LEAST_CONFIDENCE) {
                    text.append(line).append('\n');
                }
                key = place;
                line.setLength(0);
                confidence = 0;
                words = 0;
            }
            if (cells[0].equals("5") && !cells[11].isBlank()) {
                String word = cells[11].strip();
                if (!line.isEmpty() && !(isHan(line.codePointBefore(line.length())) || isHan(word.codePointAt(0)))) {
                    line.append(' ');
                }
                line.append(word);
                int weight = word.length();
                confidence += Double.parseDouble(cells[10]) * weight;
                words += weight;
            }
        }
        return text.toString();
    }

    private static boolean isHan(int c) {
        return Character.isIdeographic(c) || "，。、；：？！（）《》〔〕“”".indexOf(c) >= 0;
    }
}
