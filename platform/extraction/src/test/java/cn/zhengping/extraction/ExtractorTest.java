package cn.zhengping.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import cn.zhengping.extraction.Extraction.Failure;
import cn.zhengping.extraction.Extraction.Notice;
import cn.zhengping.extraction.Extraction.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class ExtractorTest {

    private static final String HALL = "一、服务大厅面积三百二十平方米，设置综合窗口六个。";

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
        return extractor.extract(Samples.write(folder, "upload", bytes));
    }

    private static String text(Extraction extraction) {
        return extraction.pages().stream().map(Page::text).collect(Collectors.joining("\n"));
    }

    @Test
    void a_pdf_has_numbered_pages_and_a_preview_of_the_first() throws IOException {
        Extraction extraction = extract(Samples.resource("three-pages.pdf"));

        assertThat(extraction.mediaType()).isEqualTo("application/pdf");
        assertThat(extraction.failure()).isNull();
        assertThat(extraction.pages())
                .extracting(Page::number, Page::text)
                .containsExactly(tuple(1, "政务服务中心工作汇报"), tuple(2, "一件事一次办推进情况"), tuple(3, "好差评整改情况"));
        assertThat(extraction.notices()).isEmpty();
        assertThat(extraction.preview()).isNotNull();
        assertThat(extraction.fingerprint()).isNull();
    }

    @Test
    void an_old_word_document_is_read_without_numbers() throws IOException {
        Extraction extraction = extract(Samples.resource("report.doc"));

        assertThat(extraction.mediaType()).isEqualTo("application/msword");
        assertThat(text(extraction)).contains("某某镇便民服务中心建设情况说明", HALL);
        assertThat(extraction.pages()).extracting(Page::number).containsOnlyNulls();
    }

    @Test
    void a_word_document_is_cut_into_passages_that_are_its_text() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringBuilder all = new StringBuilder();
        try (XWPFDocument document = new XWPFDocument()) {
            for (int i = 1; i <= 400; i++) {
                String paragraph = "第" + i + "条 " + HALL;
                document.createParagraph().createRun().setText(paragraph);
                all.append(paragraph).append('\n');
            }
            document.write(bytes);
        }

        Extraction extraction = extract(bytes.toByteArray());

        assertThat(extraction.mediaType())
                .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        assertThat(extraction.pages()).hasSizeGreaterThan(2).allSatisfy(page -> {
            assertThat(page.number()).isNull();
            assertThat(page.text())
                    .hasSizeLessThanOrEqualTo(4_000)
                    .startsWith("第")
                    .endsWith("。");
        });
        assertThat(text(extraction)).isEqualTo(all.toString().strip());
    }

    @Test
    void a_workbook_has_a_numbered_page_for_each_sheet() throws IOException {
        try (Workbook workbook = new XSSFWorkbook()) {
            assertSheets(workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        }
    }

    @Test
    void an_old_workbook_has_a_numbered_page_for_each_sheet() throws IOException {
        try (Workbook workbook = new HSSFWorkbook()) {
            assertSheets(workbook, "application/vnd.ms-excel");
        }
    }

    private void assertSheets(Workbook workbook, String mediaType) throws IOException {
        for (String name : new String[] {"办件", "空表", "评价"}) {
            Sheet sheet = workbook.createSheet(name);
            if (!name.equals("空表")) {
                sheet.getFooter().setCenter("第 &P 页");
                sheet.createRow(0).createCell(0).setCellValue(name + "总量");
                sheet.getRow(0).createCell(1).setCellValue(1204);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        workbook.write(bytes);

        Extraction extraction = extract(bytes.toByteArray());

        assertThat(extraction.mediaType()).isEqualTo(mediaType);
        assertThat(extraction.pages()).extracting(Page::number).containsExactly(1, 2, 3);
        assertThat(extraction.pages().getFirst().text())
                .contains("办件总量", "1204")
                .doesNotContain("&P");
        assertThat(extraction.pages().getLast().text()).contains("评价总量");
    }

    @Test
    void slides_are_numbered() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XMLSlideShow show = new XMLSlideShow()) {
            show.createSlide().createTextBox().setText("窗口建设");
            show.createSlide();
            show.createSlide().createTextBox().setText("整改落实");
            show.write(bytes);
        }

        Extraction extraction = extract(bytes.toByteArray());

        assertThat(extraction.mediaType())
                .isEqualTo("application/vnd.openxmlformats-officedocument.presentationml.presentation");
        assertThat(extraction.pages())
                .extracting(Page::number, Page::text)
                .containsExactly(tuple(1, "窗口建设"), tuple(3, "整改落实"));
    }

    @Test
    void old_slides_are_numbered() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (HSLFSlideShow show = new HSLFSlideShow()) {
            show.createSlide().addTitle().setText("窗口建设");
            show.createSlide().addTitle().setText("整改落实");
            show.write(bytes);
        }

        Extraction extraction = extract(bytes.toByteArray());

        assertThat(extraction.mediaType()).isEqualTo("application/vnd.ms-powerpoint");
        assertThat(extraction.pages())
                .extracting(Page::number, Page::text)
                .containsExactly(tuple(1, "窗口建设"), tuple(2, "整改落实"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16"})
    void plain_text_is_read_in_the_encoding_that_it_is_in(String charset) throws IOException {
        for (String text : new String[] {"窗口", "办理时限三个工作日", HALL.repeat(5_000)}) {
            Extraction extraction = extract(text.getBytes(Charset.forName(charset)));

            assertThat(extraction.mediaType()).isEqualTo("text/plain");
            assertThat(text(extraction).replace("\n", "")).isEqualTo(text);
        }
    }

    @Test
    void html_is_read_without_its_scripts() throws IOException {
        String html =
                "<html><head><meta charset=gb2312><title>标题</title><script>steal()</script></head><body><h1>公告</h1><p>"
                        + HALL + "</p><img src='http://192.0.2.1/x.png'></body></html>";

        Extraction extraction = extract(html.getBytes(Charset.forName("GBK")));

        assertThat(extraction.mediaType()).isEqualTo("text/html");
        assertThat(text(extraction)).contains("公告", HALL).doesNotContain("steal");
    }

    @Test
    void rtf_is_read() throws IOException {
        StringBuilder hex = new StringBuilder();
        for (byte b : HALL.getBytes(Charset.forName("GBK"))) {
            hex.append("\\'%02x".formatted(b));
        }

        Extraction extraction =
                extract(("{\\rtf1\\ansi\\ansicpg936 " + hex + "\\par}").getBytes(StandardCharsets.US_ASCII));

        assertThat(extraction.mediaType()).isEqualTo("application/rtf");
        assertThat(text(extraction)).isEqualTo(HALL);
    }

    @Test
    void ofd_has_numbered_pages() throws IOException {
        String ns = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
        Extraction extraction = extract(
                Samples.zip(
                        Map.of(
                                "OFD.xml",
                                utf8(
                                        "<ofd:OFD" + ns
                                                + "><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"),
                                "Doc_0/Document.xml",
                                utf8(
                                        "<ofd:Document" + ns
                                                + "><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/Page_0/Content.xml\"/><ofd:Page ID=\"2\" BaseLoc=\"/Doc_0/Pages/Page_1/Content.xml\"/></ofd:Pages></ofd:Document>"),
                                "Doc_0/Pages/Page_0/Content.xml",
                                utf8(
                                        "<ofd:Page" + ns
                                                + "><ofd:Content><ofd:Layer><ofd:TextObject Boundary=\"10 20 100 5\"><ofd:TextCode X=\"0\" Y=\"4\">川政公函</ofd:TextCode></ofd:TextObject><ofd:TextObject Boundary=\"60 20 100 5\"><ofd:TextCode>〔2022〕187号</ofd:TextCode></ofd:TextObject><ofd:TextObject Boundary=\"10 40 100 5\"><ofd:TextCode>各市人民政府</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>"),
                                "Doc_0/Pages/Page_1/Content.xml",
                                utf8(
                                        "<ofd:Page" + ns
                                                + "><ofd:Content><ofd:Layer><ofd:TextObject Boundary=\"10 20 100 5\"><ofd:TextCode>附件</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>"))));

        assertThat(extraction.mediaType()).isEqualTo("application/ofd");
        assertThat(extraction.pages())
                .extracting(Page::number, Page::text)
                .containsExactly(tuple(1, "川政公函〔2022〕187号\n各市人民政府"), tuple(2, "附件"));
    }

    private static byte[] utf8(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void files_in_an_archive_are_read_too() throws IOException {
        Extraction extraction = extract(Samples.zip(
                Map.of("说明.doc", Samples.resource("report.doc"), "汇报.pdf", Samples.resource("three-pages.pdf"))));

        assertThat(extraction.mediaType()).isEqualTo("application/zip");
        assertThat(text(extraction)).contains(HALL, "好差评整改情况");
        assertThat(extraction.pages()).extracting(Page::number).containsOnlyNulls();
    }

    @Test
    void text_beyond_the_bound_is_left_out_and_said_so() throws IOException {
        try (Extractor small =
                new Extractor(ExtractorSettings.defaults().withTesseract("").withMaxCharacters(1_000))) {
            Extraction extraction = small.extract(Samples.write(folder, "long", HALL.repeat(1_000)));

            assertThat(extraction.failure()).isNull();
            assertThat(extraction.notices()).containsExactly(Notice.TRUNCATED);
            assertThat(text(extraction)).hasSizeBetween(900, 1_100).startsWith(HALL);
        }
    }

    @Test
    void two_million_characters_are_kept() throws IOException {
        Extraction extraction = extract("HOSTILE:text:3000000".getBytes(StandardCharsets.UTF_8));

        // Out of twenty bytes, so a bomb.
        assertThat(extraction.failure()).isEqualTo(Failure.TOO_LARGE);

        extraction = extract((HALL + "\n").repeat(100_000).getBytes(StandardCharsets.UTF_8));

        assertThat(extraction.notices()).containsExactly(Notice.TRUNCATED);
        assertThat(extraction.pages().stream()
                        .mapToInt(page -> page.text().length())
                        .sum())
                .isEqualTo(2_000_000);
    }

    @Test
    void what_opens_with_a_password_is_said_to() throws Exception {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(Samples.resource("three-pages.pdf"))) {
            document.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            document.save(pdf);
        }
        ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
        try (POIFSFileSystem container = new POIFSFileSystem();
                XSSFWorkbook workbook = new XSSFWorkbook()) {
            workbook.createSheet("秘密").createRow(0).createCell(0).setCellValue("不公开");
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("password");
            try (var out = encryptor.getDataStream(container)) {
                workbook.write(out);
            }
            container.writeFilesystem(xlsx);
        }

        assertThat(extract(pdf.toByteArray()).failure()).isEqualTo(Failure.ENCRYPTED);
        assertThat(extract(xlsx.toByteArray()).failure()).isEqualTo(Failure.ENCRYPTED);
    }

    @Test
    void a_pdf_that_only_its_changing_is_forbidden_of_is_read() throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(Samples.resource("three-pages.pdf"))) {
            document.protect(new StandardProtectionPolicy("owner", "", new AccessPermission()));
            document.save(pdf);
        }

        Extraction extraction = extract(pdf.toByteArray());

        assertThat(extraction.pages()).hasSize(3);
        assertThat(extraction.preview()).isNotNull();
    }

    @Test
    void a_type_without_a_reader_is_unsupported() throws IOException {
        byte[] program = new byte[4_000];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, program, 0, 7);
        byte[] noise = new byte[4_000];
        new java.util.Random(1).nextBytes(noise);
        noise[0] = 0;

        assertThat(extract(program).failure()).isEqualTo(Failure.UNSUPPORTED);
        assertThat(extract(noise))
                .isEqualTo(new Extraction(
                        "application/octet-stream",
                        Failure.UNSUPPORTED,
                        java.util.List.of(),
                        java.util.Set.of(),
                        null,
                        null,
                        null));
        assertThat(extract(new byte[0]).failure()).isEqualTo(Failure.BROKEN);
    }

    @Test
    void a_file_that_is_not_there_is_the_callers_mistake() {
        assertThatThrownBy(() -> extractor.extract(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
    }
}
