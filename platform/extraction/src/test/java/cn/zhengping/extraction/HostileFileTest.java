package cn.zhengping.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import cn.zhengping.extraction.Extraction.Failure;
import cn.zhengping.extraction.Extraction.Notice;
import cn.zhengping.extraction.Extraction.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By the settings that are shipped: each of these files ends within thirty seconds, and a good one is read after it. */
@Timeout(120)
class HostileFileTest {

    private static final String SECRET = "SECRET-OF-THIS-MACHINE";

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

    @AfterEach
    void a_good_file_is_read_afterwards() throws IOException {
        assertThat(extractor.extract(Samples.write(folder, "good", "便民服务")).pages())
                .containsExactly(new Page(null, "便民服务"));
    }

    private Extraction extract(byte[] bytes) throws IOException {
        Path file = Samples.write(folder, "upload", bytes);
        return assertTimeout(Duration.ofSeconds(30), () -> extractor.extract(file));
    }

    private Extraction hostile(String what) throws IOException {
        return extract(("HOSTILE:" + what).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Extraction extraction) {
        return extraction.pages().stream().map(Page::text).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "spin,TIME",
        "heap,TOO_LARGE TIME",
        "direct,TOO_LARGE TIME",
        "stack,BROKEN",
        "exit,BROKEN",
        "halt,BROKEN",
        "throw,BROKEN",
        "error,BROKEN",
        "nonsense,BROKEN",
        "garbage,BROKEN",
        "forge:5,BROKEN",
        "forge:100,BROKEN"
    })
    void whatever_a_parser_does_the_file_fails_with_a_reason(String what, String reasons) throws IOException {
        Extraction extraction = hostile(what);

        assertThat(reasons.split(" ")).contains(String.valueOf(extraction.failure()));
        assertThat(extraction.mediaType()).isEqualTo("application/x-hostile");
        assertThat(extraction.pages()).isEmpty();
    }

    @Test
    void what_a_parser_has_started_ends_with_it() throws IOException {
        assertThat(hostile("child:987654").failure()).isEqualTo(Failure.TIME);

        ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith("sleep 987654"))
                .forEach(process ->
                        process.onExit().orTimeout(1, TimeUnit.MINUTES).join());
    }

    @Test
    void what_a_parser_prints_is_not_taken_for_an_answer() throws IOException {
        assertThat(text(hostile("print"))).isEqualTo("printed");
    }

    @Test
    void a_parser_finds_no_network() throws IOException {
        assertThat(text(hostile("network:" + InetAddress.getLocalHost().getHostName())))
                .isEqualTo("no network here and no name is known");
    }

    @Test
    void a_parser_does_not_see_the_environment_of_the_service() throws IOException {
        assertThat(System.getenv()).containsKey("HOME");
        assertThat(text(hostile("environment"))).contains("PATH").doesNotContain("HOME");
    }

    private static byte[] docx() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText("正文");
            document.write(bytes);
        }
        return bytes.toByteArray();
    }

    private static byte[] xlsx() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            workbook.createSheet("表").createRow(0).createCell(0).setCellValue("数");
            workbook.write(bytes);
        }
        return bytes.toByteArray();
    }

    @Test
    void a_document_that_unpacks_to_a_thousand_times_its_size_fails() throws IOException {
        Extraction extraction = extract(Samples.withBomb(
                docx(),
                "word/document.xml",
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>",
                150,
                "</w:t></w:r></w:p></w:body></w:document>"));

        assertThat(extraction.failure()).isIn(Failure.TOO_LARGE, Failure.TIME);
        assertThat(extraction.mediaType()).contains("wordprocessingml");
    }

    @Test
    void a_workbook_that_unpacks_to_a_thousand_times_its_size_fails() throws IOException {
        Extraction extraction = extract(Samples.withBomb(
                xlsx(),
                "xl/sharedStrings.xml",
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>",
                150,
                "</t></si></sst>"));

        assertThat(extraction.failure()).isIn(Failure.TOO_LARGE, Failure.TIME);
    }

    @Test
    void archives_in_archives_are_not_followed_without_end() throws IOException {
        byte[] zip = Samples.withBomb(Samples.zip(Map.of()), "bomb.txt", "", 300, "");
        for (int depth = 0; depth < 6; depth++) {
            byte[] inner = zip;
            Map<String, byte[]> copies = new java.util.LinkedHashMap<>();
            for (int i = 0; i < 10; i++) {
                copies.put(i + ".zip", inner);
            }
            zip = Samples.zip(copies);
        }

        Extraction extraction = extract(zip);

        assertThat(extraction.notices().contains(Notice.TRUNCATED) || extraction.failure() != null)
                .isTrue();
    }

    private static final String LAUGHS = "<!DOCTYPE x [<!ENTITY a0 \"哈哈哈哈哈哈哈哈哈哈\">"
            + java.util.stream.IntStream.range(1, 12)
                    .mapToObj(i -> "<!ENTITY a" + i + " \"" + ("&a" + (i - 1) + ";").repeat(10) + "\">")
                    .collect(Collectors.joining())
            + "]>";

    @Test
    void entities_do_not_multiply() throws IOException {
        byte[] workbook = Samples.withEntry(
                xlsx(),
                "xl/sharedStrings.xml",
                LAUGHS
                        + "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>&a11;</t></si></sst>");

        for (byte[] file : new byte[][] {
            workbook, ("<?xml version=\"1.0\"?>" + LAUGHS + "<x>&a11;</x>").getBytes(StandardCharsets.UTF_8)
        }) {
            assertThat(text(extract(file))).hasSizeLessThan(1_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xml", "svg", "html", "docx", "xlsx", "ofd"})
    void an_entity_does_not_bring_in_a_file_of_this_machine(String format) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), SECRET);
        Path dtd = Files.writeString(folder.resolve("secret.dtd"), "<!ENTITY f \"" + SECRET + "\">");
        String doctype = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri()
                + "\"><!ENTITY % d SYSTEM \"" + dtd.toUri() + "\"> %d;]>";
        byte[] file = switch (format) {
            case "xml" -> (doctype + "<x>正文&e;&f;</x>").getBytes(StandardCharsets.UTF_8);
            case "svg" ->
                (doctype + "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>正文&e;&f;</text></svg>")
                        .getBytes(StandardCharsets.UTF_8);
            case "html" ->
                (doctype + "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>正文&e;<iframe src=\"" + secret.toUri()
                                + "\"/></body></html>")
                        .getBytes(StandardCharsets.UTF_8);
            case "docx" ->
                Samples.withEntry(
                        docx(),
                        "word/document.xml",
                        doctype
                                + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>正文&e;&f;</w:t></w:r></w:p></w:body></w:document>");
            case "xlsx" ->
                Samples.withEntry(
                        xlsx(),
                        "xl/sharedStrings.xml",
                        doctype
                                + "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>正文&e;&f;</t></si></sst>");
            default ->
                Samples.zip(Map.of(
                        "OFD.xml",
                        (doctype + "<OFD><DocRoot>d/&e;&f;.xml</DocRoot></OFD>").getBytes(StandardCharsets.UTF_8)));
        };

        assertThat(extract(file).toString()).doesNotContain(SECRET);
    }

    @Test
    void the_content_says_what_a_file_is_and_its_name_does_not() throws IOException {
        byte[] jpeg = Samples.jpeg(Samples.photo(1, 200, 150), 0.9f);
        byte[] zip = Samples.zip(Map.of("a.txt", "甲".getBytes(StandardCharsets.UTF_8)));
        byte[] pdf = Samples.resource("three-pages.pdf");

        assertThat(extractor.extract(Samples.write(folder, "a.pdf", jpeg)).mediaType())
                .isEqualTo("image/jpeg");
        assertThat(extractor.extract(Samples.write(folder, "a.txt", pdf)).pages())
                .hasSize(3);
        assertThat(extractor.extract(Samples.write(folder, "a.docx", zip)).mediaType())
                .isEqualTo("application/zip");
        assertThat(extractor
                        .extract(Samples.write(folder, "a.jpg", "<html><body>页</body></html>"))
                        .mediaType())
                .isEqualTo("text/html");
    }

    @Test
    void a_file_that_is_two_things_is_the_first_of_them() throws IOException {
        byte[] zip = Samples.zip(Map.of("evil.html", "<script>".getBytes(StandardCharsets.UTF_8)));
        byte[] gif = Samples.encoded(Samples.photo(1, 100, 80), "gif");

        assertThat(extract(joined(Samples.resource("three-pages.pdf"), zip)).mediaType())
                .isEqualTo("application/pdf");
        assertThat(extract(joined(gif, "/*=1;alert(1)//".getBytes(StandardCharsets.UTF_8)))
                        .mediaType())
                .isEqualTo("image/gif");
        assertThat(extract(joined(Samples.jpeg(Samples.photo(1, 100, 80), 0.9f), zip))
                        .mediaType())
                .isEqualTo("image/jpeg");
        assertThat(extract("GIF89a/*\0\0=1;alert(1)//".getBytes(StandardCharsets.UTF_8))
                        .failure())
                .isEqualTo(Failure.BROKEN);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @ParameterizedTest
    @ValueSource(ints = {50_000, 2_000_000_000})
    void a_picture_beyond_any_camera_is_too_large(int side) throws IOException {
        Path file = folder.resolve("huge");
        Samples.hugePng(file, Math.min(side, 50_000));
        if (side > 50_000) {
            byte[] png = Files.readAllBytes(file);
            byte[] header = Arrays.copyOfRange(png, 16, 29);
            java.nio.ByteBuffer.wrap(header).putInt(side).putInt(side);
            System.arraycopy(Samples.pngChunk("IHDR", header), 0, png, 8, 25);
            Files.write(file, png);
        }

        Extraction extraction = extractor.extract(file);

        assertThat(extraction.failure()).isEqualTo(Failure.TOO_LARGE);
        assertThat(extraction.mediaType()).isEqualTo("image/png");
    }

    @Test
    void a_pdf_whose_page_unpacks_to_a_thousand_times_its_size_ends() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            PDStream stream = new PDStream(document);
            try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                byte[] many = "0 0 m 9 9 l S\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
                for (int i = 0; i < 120; i++) {
                    out.write(many);
                }
            }
            page.setContents(stream);
            document.save(bytes);
        }

        Extraction extraction = extract(bytes.toByteArray());

        assertThat(extraction.pages()).isEmpty();
    }

    @Test
    void a_pdf_with_a_page_as_large_as_a_county_has_no_huge_preview() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage(new PDRectangle(10_000_000, 10_000_000)));
            document.save(bytes);
        }

        assertThat(extract(bytes.toByteArray()).failure()).isNull();
    }

    @Test
    void a_file_that_is_cut_off_or_mangled_anywhere_ends_with_an_answer() throws IOException {
        Random random = new Random(20_260_305);
        byte[][] seeds = {
            Samples.resource("three-pages.pdf"),
            Samples.resource("report.doc"),
            docx(),
            xlsx(),
            Samples.withExif(Samples.jpeg(Samples.photo(1, 200, 150), 0.9f), 6),
            Samples.encoded(Samples.photo(1, 60, 50), "png"),
            Samples.encoded(Samples.photo(1, 60, 50), "bmp")
        };
        for (byte[] seed : seeds) {
            for (int i = 0; i < 12; i++) {
                byte[] file = seed.clone();
                if (i % 3 == 0) {
                    file = Arrays.copyOf(file, random.nextInt(file.length));
                } else {
                    for (int n = 0; n < 1 << i; n++) {
                        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
                    }
                }
                assertThat(extract(file).mediaType()).isNotBlank();
                Path copy = folder.resolve("copy");
                assertThat(extractor.withoutMetadata(folder.resolve("upload"), copy))
                        .satisfies(failure -> assertThat(failure.isEmpty()).isEqualTo(Files.deleteIfExists(copy)));
            }
        }
    }

    @Test
    void random_bytes_end_with_an_answer() throws IOException {
        Random random = new Random(20_260_306);
        for (int i = 0; i < 60; i++) {
            byte[] noise = new byte[1 + random.nextInt(20_000)];
            random.nextBytes(noise);
            byte[] magic = new byte[][] {
                        {},
                        "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII),
                        {'P', 'K', 3, 4},
                        {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1},
                        {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0},
                        "{\\rtf1".getBytes(StandardCharsets.US_ASCII)
                    }
                    [i % 6];
            assertThat(extract(joined(magic, noise)).mediaType()).isNotBlank();
        }
    }
}
