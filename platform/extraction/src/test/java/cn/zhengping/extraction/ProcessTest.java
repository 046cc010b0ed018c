package cn.zhengping.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.zhengping.extraction.Extraction.Failure;
import cn.zhengping.extraction.Extraction.Notice;
import cn.zhengping.extraction.Extraction.Page;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.poi.common.usermodel.PictureType;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class ProcessTest {

    private static final ExtractorSettings SETTINGS =
            ExtractorSettings.defaults().withTesseract("").withTimeLimit(Duration.ofMinutes(2));

    @TempDir
    private Path folder = Path.of("");

    private Path good() throws IOException {
        return Samples.write(folder, "good", "便民服务");
    }

    private Path hostile(String what) throws IOException {
        return Samples.write(folder, what.replace(':', '-'), "HOSTILE:" + what);
    }

    private static Set<Long> readers() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    @Test
    void a_process_is_used_again_and_replaced_after_so_many_files() throws IOException {
        Set<Long> before = readers();
        try (Extractor extractor = new Extractor(SETTINGS.withFilesPerProcess(2))) {
            assertThat(readers()).isEqualTo(before);
            extractor.extract(good());
            Set<Long> first = readers();
            assertThat(first).hasSize(before.size() + 1);
            extractor.extract(good());
            assertThat(readers()).isEqualTo(before);
            extractor.extract(good());
            assertThat(readers()).hasSize(before.size() + 1).isNotEqualTo(first);
        }
        assertThat(readers()).isEqualTo(before);
    }

    @Test
    void an_idle_process_ends_and_the_next_file_gets_a_new_one() throws Exception {
        try (Extractor extractor = new Extractor(SETTINGS.withIdle(Duration.ofMillis(50)))) {
            Set<Long> before = readers();
            assertThat(extractor.extract(good()).pages()).hasSize(1);
            for (ProcessHandle child : ProcessHandle.current().children().toList()) {
                if (!before.contains(child.pid())) {
                    child.onExit().get();
                }
            }
            assertThat(extractor.extract(good()).pages()).hasSize(1);
        }
    }

    @Test
    void a_file_does_not_suffer_from_a_process_that_was_killed_between_files() throws Exception {
        try (Extractor extractor = new Extractor(SETTINGS)) {
            Set<Long> before = readers();
            for (int i = 0; i < 3; i++) {
                assertThat(extractor.extract(good()).pages()).hasSize(1);
                ProcessHandle.current()
                        .children()
                        .filter(child -> !before.contains(child.pid()))
                        .forEach(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void files_are_read_side_by_side_and_hostile_ones_disturb_no_others() throws Exception {
        try (Extractor extractor = new Extractor(SETTINGS.withProcesses(2));
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Path good = good();
            Path exit = hostile("exit");
            Path heap = hostile("heap");
            List<Callable<Extraction>> calls = IntStream.range(0, 10)
                    .mapToObj(i -> (Callable<Extraction>)
                            () -> extractor.extract(i % 10 == 3 ? exit : i % 10 == 7 ? heap : good))
                    .toList();
            List<Future<Extraction>> answers = callers.invokeAll(calls);
            for (int i = 0; i < 10; i++) {
                Extraction extraction = answers.get(i).get();
                assertThat(extraction.failure())
                        .isEqualTo(i % 10 == 3 ? Failure.BROKEN : i % 10 == 7 ? Failure.TOO_LARGE : null);
            }
        }
    }

    @Test
    void the_time_limit_holds_also_where_the_common_pool_is_busy() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < Runtime.getRuntime().availableProcessors() * 2; i++) {
            ForkJoinPool.commonPool().execute(() -> {
                try {
                    done.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        try (Extractor extractor = new Extractor(SETTINGS.withTimeLimit(Duration.ofSeconds(5)))) {
            assertThat(extractor.extract(hostile("sleep")).failure()).isEqualTo(Failure.TIME);
        } finally {
            done.countDown();
        }
    }

    @Test
    void closing_ends_what_is_being_read() throws Exception {
        Extractor extractor = new Extractor(SETTINGS);
        Path sleep = hostile("sleep");
        Set<Long> before = readers();
        CompletableFuture<Extraction> answer = CompletableFuture.supplyAsync(() -> extractor.extract(sleep));
        while (readers().equals(before) && !answer.isDone()) {
            Thread.onSpinWait();
        }
        extractor.close();
        assertThatThrownBy(answer::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ExtractionUnavailableException.class);
        assertThatThrownBy(() -> extractor.extract(sleep)).isInstanceOf(ExtractionUnavailableException.class);
    }

    @Test
    void where_no_process_can_be_started_it_says_to_try_again() throws IOException {
        Path good = good();
        try (Extractor noJava =
                        new Extractor(SETTINGS.withJava(folder.resolve("java").toString()));
                Extractor noClasses = new Extractor(SETTINGS.withClassPath(folder.toString()))) {
            assertThatThrownBy(() -> noJava.extract(good)).isInstanceOf(ExtractionUnavailableException.class);
            assertThatThrownBy(() -> noClasses.extract(good))
                    .isInstanceOf(ExtractionUnavailableException.class)
                    .hasMessageContaining("ExtractionProcess");
            assertThatThrownBy(noJava::probe).isInstanceOf(ExtractionUnavailableException.class);
            assertThatThrownBy(noClasses::probe)
                    .isInstanceOf(ExtractionUnavailableException.class)
                    .hasMessageContaining("ExtractionProcess");
        }
        try (Extractor able = new Extractor(SETTINGS)) {
            assertThat(able.probe()).isTrue();
            assertThat(able.extract(good).failure()).isNull();
        }
    }

    @Test
    void who_asks_whether_files_can_be_read_starts_no_more_processes_than_there_may_be() throws Exception {
        Path good = good();
        Path sleep = hostile("sleep");
        Path java = Files.createSymbolicLink(folder.resolve("linked-java"), Path.of(SETTINGS.java()));
        try (Extractor extractor = new Extractor(SETTINGS.withJava(java.toString()))) {
            assertThat(extractor.extract(good).failure()).isNull();
            Files.delete(java);
            assertThat(extractor.probe()).as("one waits for a file").isTrue();

            CompletableFuture<?> reading = CompletableFuture.supplyAsync(() -> extractor.extract(sleep));
            while (extractor.probe()) {
                Thread.onSpinWait();
            }
            assertThat(reading).as("nobody knows until it is done").isNotDone();
        }
    }

    /** As {@code ./start} gives it. */
    @Test
    void a_class_path_may_be_relative_to_where_the_service_was_started() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        String relative = Arrays.stream(SETTINGS.classPath().split(File.pathSeparator))
                .map(entry -> here.relativize(Path.of(entry)).toString())
                .collect(Collectors.joining(File.pathSeparator));
        try (Extractor extractor = new Extractor(SETTINGS.withClassPath(relative))) {
            assertThat(extractor.extract(good()).failure()).isNull();
        }
    }

    @Test
    void the_caller_needs_none_of_the_parsers() throws Exception {
        URL[] own = Arrays.stream(SETTINGS.classPath().split(File.pathSeparator))
                .filter(path -> path.contains("jspecify")
                        || path.endsWith(Path.of("target", "classes").toString()))
                .map(path -> {
                    try {
                        return Path.of(path).toUri().toURL();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .toArray(URL[]::new);
        try (URLClassLoader alone = new URLClassLoader(own, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> alone.loadClass("org.apache.tika.parser.Parser"))
                    .isInstanceOf(ClassNotFoundException.class);
            Object settings = alone.loadClass(ExtractorSettings.class.getName())
                    .getMethod("defaults")
                    .invoke(null);
            Class<?> type = alone.loadClass(Extractor.class.getName());
            Object extractor = type.getConstructors()[0].newInstance(settings);
            try {
                Object extraction = type.getMethod("extract", Path.class)
                        .invoke(extractor, Samples.write(folder, "pdf", Samples.resource("three-pages.pdf")));
                assertThat(extraction.toString()).contains("一件事一次办推进情况");
            } finally {
                type.getMethod("close").invoke(extractor);
            }
        }
    }

    private static byte[] scannedPdf() throws IOException {
        BufferedImage scan = ImageIO.read(new ByteArrayInputStream(Samples.resource("scan.jpg")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = Loader.loadPDF(Samples.resource("three-pages.pdf"))) {
            for (int i = 0; i < 2; i++) {
                PDPage page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                PDImageXObject image = JPEGFactory.createFromImage(document, scan, 0.9f);
                try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                    content.drawImage(image, 0, 0, PDRectangle.A4.getWidth(), PDRectangle.A4.getHeight());
                }
            }
            document.save(bytes);
        }
        return bytes.toByteArray();
    }

    private static byte[] docxWithScan() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (XWPFDocument document = new XWPFDocument()) {
            document.createParagraph().createRun().setText("附件扫描件");
            document.createParagraph()
                    .createRun()
                    .addPicture(
                            new ByteArrayInputStream(Samples.resource("scan.jpg")),
                            PictureType.JPEG,
                            "scan.jpg",
                            Units.toEMU(400),
                            Units.toEMU(560));
            document.write(bytes);
        }
        return bytes.toByteArray();
    }

    @Test
    void without_tesseract_scans_are_said_not_to_be_read() throws Exception {
        try (Extractor extractor = new Extractor(ExtractorSettings.defaults()
                .withTesseract(folder.resolve("none").toString()))) {
            for (byte[] file : List.of(Samples.resource("scan.jpg"), scannedPdf(), docxWithScan())) {
                Extraction extraction = extractor.extract(Samples.write(folder, "scan", file));

                assertThat(extraction.failure()).isNull();
                assertThat(extraction.notices()).containsExactly(Notice.NO_OCR);
            }
            assertThat(extractor
                            .extract(Samples.write(folder, "pdf", Samples.resource("three-pages.pdf")))
                            .notices())
                    .isEmpty();
        }
    }

    @Test
    void with_tesseract_photos_scanned_pages_and_pictures_in_documents_are_read() throws Exception {
        assumeTrue(hasTesseract(), "Tesseract with chi_sim");
        try (Extractor extractor = new Extractor(ExtractorSettings.defaults().withTimeLimit(Duration.ofMinutes(2)))) {
            Extraction photo = extractor.extract(Samples.write(folder, "scan.jpg", Samples.resource("scan.jpg")));
            assertThat(photo.notices()).containsExactly(Notice.OCR);
            assertThat(photo.pages()).extracting(Page::number).containsOnlyNulls();
            assertThat(photo.pages().getFirst().text()).contains("便民服务中心", "服务大厅");

            Extraction pdf = extractor.extract(Samples.write(folder, "scan.pdf", scannedPdf()));
            assertThat(pdf.notices()).containsExactly(Notice.OCR);
            assertThat(pdf.pages()).extracting(Page::number).containsExactly(1, 2, 3, 4, 5);
            assertThat(pdf.pages().getLast().text()).contains("便民服务中心", "服务大厅");

            Extraction docx = extractor.extract(Samples.write(folder, "scan.docx", docxWithScan()));
            assertThat(docx.notices()).containsExactly(Notice.OCR);
            assertThat(docx.pages().getFirst().text()).isEqualTo("附件扫描件");
            assertThat(docx.pages().getLast().text()).contains("便民服务中心", "服务大厅");
        }
    }

    private static boolean hasTesseract() {
        try {
            Process process = new ProcessBuilder("tesseract", "--list-langs").start();
            String languages = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return languages.contains("chi_sim");
        } catch (IOException e) {
            return false;
        }
    }
}
