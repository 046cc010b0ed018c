package cn.zhengping.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.zhengping.extraction.Extraction.Capture;
import cn.zhengping.extraction.Extraction.Failure;
import cn.zhengping.extraction.Extraction.Notice;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class PictureTest {

    private static Extractor extractor = new Extractor(ExtractorSettings.defaults());

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        extractor = new Extractor(ExtractorSettings.defaults().withTesseract(""));
    }

    @AfterAll
    static void stop() {
        extractor.close();
    }

    private Extraction extract(byte[] bytes) throws IOException {
        return extractor.extract(Samples.write(folder, "photo", bytes));
    }

    private static BufferedImage preview(Extraction extraction) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(
                Objects.requireNonNull(extraction.preview()).jpeg()));
    }

    /** Red above, blue below. */
    private static BufferedImage flag(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width, height / 2);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, height / 2, width, height - height / 2);
        graphics.dispose();
        return image;
    }

    private static boolean isRed(BufferedImage image, double x, double y) {
        int rgb = image.getRGB((int) (image.getWidth() * x), (int) (image.getHeight() * y));
        return ((rgb >> 16) & 0xff) > 200 && (rgb & 0xff) < 60;
    }

    @Test
    void a_photo_has_a_preview_the_right_way_up() throws IOException {
        Extraction extraction = extract(Samples.withExif(Samples.jpeg(flag(3000, 2000), 0.9f), 6));

        assertThat(extraction.failure()).isNull();
        assertThat(extraction.notices()).containsExactly(Notice.NO_OCR);
        BufferedImage preview = preview(extraction);
        // Turned by a quarter, what was above is on the right.
        assertThat(preview.getHeight()).isEqualTo(1024);
        assertThat(preview.getWidth()).isBetween(682, 684);
        assertThat(isRed(preview, 0.9, 0.5)).isTrue();
        assertThat(isRed(preview, 0.1, 0.5)).isFalse();
    }

    @Test
    void a_photo_says_when_and_where_it_was_taken_and_its_preview_does_not() throws IOException {
        Extraction extraction = extract(Samples.withExif(Samples.jpeg(flag(300, 200), 0.9f), 1));

        Capture capture = Objects.requireNonNull(extraction.capture());
        assertThat(capture.takenAt()).isEqualTo(LocalDateTime.of(2026, 3, 5, 9, 30, 15));
        assertThat(capture.latitude()).isCloseTo(30.5, within(1e-9));
        assertThat(capture.longitude()).isCloseTo(105.6, within(1e-9));
        assertThat(capture.camera()).isEqualTo("MOUPAI P50");
        assertThat(new String(Objects.requireNonNull(extraction.preview()).jpeg(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif", "MOUPAI", "SECRET");
        assertThat(extract(Objects.requireNonNull(extraction.preview()).jpeg()).capture())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "gif", "bmp", "tiff", "jpeg"})
    void common_formats_have_previews_and_fingerprints(String format) throws IOException {
        Extraction extraction = extract(Samples.encoded(Samples.photo(3, 400, 300), format));

        assertThat(extraction.mediaType()).isEqualTo("image/" + format);
        assertThat(preview(extraction).getWidth()).isEqualTo(400);
        assertThat(extraction.fingerprint()).isNotNull();
        assertThat(extraction.capture()).isNull();
    }

    @Test
    void the_largest_photos_of_phones_are_read() throws IOException {
        BufferedImage image = new BufferedImage(16_320, 12_240, BufferedImage.TYPE_BYTE_GRAY);
        image.createGraphics().fillOval(2000, 2000, 9000, 5000);

        Extraction extraction = extract(Samples.jpeg(image, 0.5f));

        assertThat(extraction.failure()).isNull();
        assertThat(preview(extraction).getWidth()).isEqualTo(1024);
    }

    @Test
    void a_picture_in_an_unknown_format_is_unsupported() throws IOException {
        byte[] heic = new byte[200];
        System.arraycopy("\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1), 0, heic, 0, 24);

        Extraction extraction = extract(heic);

        assertThat(extraction.mediaType()).isEqualTo("image/heic");
        assertThat(extraction.failure()).isEqualTo(Failure.UNSUPPORTED);
    }

    private static BufferedImage resized(BufferedImage image, int width, int height) {
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }

    private long fingerprint(byte[] bytes) throws IOException {
        return Objects.requireNonNull(extract(bytes).fingerprint()).bits();
    }

    @Test
    void copies_of_a_photo_have_fingerprints_alike_and_other_photos_have_not() throws IOException {
        List<Long> originals = new ArrayList<>();
        for (int seed = 0; seed < 10; seed++) {
            BufferedImage photo = Samples.photo(seed, 900, 600);
            long original = fingerprint(Samples.jpeg(photo, 0.9f));
            for (byte[] copy : new byte[][] {
                Samples.jpeg(photo, 0.1f),
                Samples.encoded(photo, "png"),
                Samples.jpeg(resized(photo, 450, 300), 0.7f),
                Samples.jpeg(resized(photo, 180, 120), 0.5f),
                Samples.jpeg(new RescaleOp(1.08f, 8, null).filter(photo, null), 0.8f),
                Samples.jpeg(new RescaleOp(0.9f, 0, null).filter(photo, null), 0.8f)
            }) {
                assertThat(Long.bitCount(original ^ fingerprint(copy))).isLessThanOrEqualTo(8);
            }
            for (long other : originals) {
                assertThat(Long.bitCount(original ^ other)).isGreaterThan(15);
            }
            originals.add(original);
        }
    }

    @Test
    void a_turned_photo_and_one_turned_by_its_metadata_are_alike() throws IOException {
        BufferedImage photo = Samples.photo(5, 900, 600);
        BufferedImage turned = new BufferedImage(600, 900, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 600; y++) {
            for (int x = 0; x < 900; x++) {
                turned.setRGB(599 - y, x, photo.getRGB(x, y));
            }
        }

        long byMetadata = fingerprint(Samples.withExif(Samples.jpeg(photo, 0.9f), 6));
        assertThat(Long.bitCount(byMetadata ^ fingerprint(Samples.jpeg(turned, 0.9f))))
                .isLessThanOrEqualTo(4);
    }

    @Test
    void a_blank_sheet_has_no_fingerprint_so_blank_sheets_are_not_alike() throws IOException {
        BufferedImage blank = new BufferedImage(600, 800, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = blank.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 600, 800);
        graphics.dispose();

        assertThat(extract(Samples.encoded(blank, "png")).fingerprint()).isNull();
    }

    private byte[] copy(byte[] original) throws IOException {
        Path out = folder.resolve("copy");
        assertThat(extractor.withoutMetadata(Samples.write(folder, "original", original), out))
                .isEmpty();
        return Files.readAllBytes(out);
    }

    private static void assertSamePixels(BufferedImage one, BufferedImage other) {
        assertThat(other.getWidth()).isEqualTo(one.getWidth());
        assertThat(other.getHeight()).isEqualTo(one.getHeight());
        int[] a = one.getRGB(0, 0, one.getWidth(), one.getHeight(), null, 0, one.getWidth());
        int[] b = other.getRGB(0, 0, one.getWidth(), one.getHeight(), null, 0, one.getWidth());
        assertThat(b).isEqualTo(a);
    }

    @Test
    void the_copy_of_a_photo_has_its_pixels_and_its_way_up_and_nothing_else() throws IOException {
        byte[] original = Samples.withExif(Samples.jpeg(Samples.photo(7, 640, 480), 0.9f), 8);
        assertThat(new String(original, StandardCharsets.ISO_8859_1))
                .contains("SECRET-XMP", "SECRET-COMMENT", "SECRET-THUMBNAIL", "SECRET-BEHIND", "MOUPAI");

        byte[] copy = copy(original);

        assertThat(new String(copy, StandardCharsets.ISO_8859_1)).doesNotContain("SECRET", "MOUPAI", "2026:");
        assertSamePixels(
                ImageIO.read(new ByteArrayInputStream(original)), ImageIO.read(new ByteArrayInputStream(copy)));
        Extraction extraction = extract(copy);
        assertThat(extraction.capture()).isNull();
        assertThat(preview(extraction).getHeight()).isEqualTo(640);
        assertThat(extraction.fingerprint()).isEqualTo(extract(original).fingerprint());
    }

    @Test
    void the_copy_of_a_progressive_photo_has_its_pixels() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            var how = writer.getDefaultWriteParam();
            how.setProgressiveMode(javax.imageio.ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new javax.imageio.IIOImage(Samples.photo(8, 320, 240), null, null), how);
        } finally {
            writer.dispose();
        }

        assertSamePixels(
                ImageIO.read(new ByteArrayInputStream(bytes.toByteArray())),
                ImageIO.read(new ByteArrayInputStream(copy(bytes.toByteArray()))));
    }

    @Test
    void the_copy_of_a_png_has_its_pixels_and_no_texts() throws IOException {
        BufferedImage image = Samples.photo(9, 320, 240);
        byte[] png = Samples.encoded(image, "png");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(png, 0, 33);
        bytes.write(Samples.pngChunk("tEXt", "Location\0SECRET".getBytes(StandardCharsets.ISO_8859_1)));
        bytes.write(Samples.pngChunk("zzZz", "SECRET".getBytes(StandardCharsets.ISO_8859_1)));
        bytes.write(png, 33, png.length - 33);
        bytes.write("SECRET".getBytes(StandardCharsets.ISO_8859_1));

        byte[] copy = copy(bytes.toByteArray());

        assertThat(new String(copy, StandardCharsets.ISO_8859_1)).doesNotContain("SECRET");
        assertSamePixels(image, ImageIO.read(new ByteArrayInputStream(copy)));
    }

    @Test
    void the_copy_of_a_webp_keeps_what_is_to_be_seen() throws IOException {
        byte[] webp = webp("VP8X", "VP8 ", "EXIF", "XMP ", "WHAT");

        byte[] copy = copy(webp);

        String text = new String(copy, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("VP8X", "VP8 ").doesNotContain("EXIF", "XMP ", "WHAT");
        assertThat(copy[20] & 0x0c).isZero();
        assertThat(Integer.reverseBytes(java.nio.ByteBuffer.wrap(copy).getInt(4)))
                .isEqualTo(copy.length - 8);
    }

    private static byte[] webp(String... chunks) {
        java.nio.ByteBuffer body = java.nio.ByteBuffer.allocate(1_000).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        body.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(4 + chunks.length * 18)
                .put("WEBP".getBytes(StandardCharsets.US_ASCII));
        for (String chunk : chunks) {
            body.put(chunk.getBytes(StandardCharsets.US_ASCII))
                    .putInt(10)
                    .put((byte) 0x0c)
                    .put(new byte[9]);
        }
        return java.util.Arrays.copyOf(body.array(), body.position());
    }

    @Test
    void what_cannot_be_copied_leaves_no_copy() throws IOException {
        Path out = folder.resolve("copy");

        assertThat(extractor.withoutMetadata(Samples.write(folder, "a", Samples.resource("three-pages.pdf")), out))
                .contains(Failure.UNSUPPORTED);
        assertThat(extractor.withoutMetadata(
                        Samples.write(folder, "b", new byte[] {-1, -40, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}), out))
                .contains(Failure.BROKEN);
        assertThat(out).doesNotExist();
    }
}
