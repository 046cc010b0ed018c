package cn.zhengping.extraction.process;

import cn.zhengping.extraction.Extraction;
import cn.zhengping.extraction.Extraction.Capture;
import cn.zhengping.extraction.Extraction.Failure;
import cn.zhengping.extraction.Extraction.Notice;
import cn.zhengping.extraction.Extraction.Page;
import cn.zhengping.extraction.Fingerprint;
import cn.zhengping.extraction.Picture;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.tika.detect.CompositeEncodingDetector;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.detect.DefaultEncodingDetector;
import org.apache.tika.detect.Detector;
import org.apache.tika.detect.EncodingDetector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.TikaMemoryLimitException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MediaTypeRegistry;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.parser.csv.TextAndCSVParser;
import org.apache.tika.parser.epub.EpubParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.mail.RFC822Parser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.OfficeParserConfig;
import org.apache.tika.parser.microsoft.OldExcelParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.ooxml.xwpf.ml2006.Word2006MLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.microsoft.xml.SpreadsheetMLParser;
import org.apache.tika.parser.microsoft.xml.WordMLParser;
import org.apache.tika.parser.odf.FlatOpenDocumentParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.parser.pdf.PDFParser;
import org.apache.tika.parser.pdf.PDFParserConfig;
import org.apache.tika.parser.pkg.CompressorParser;
import org.apache.tika.parser.pkg.PackageParser;
import org.apache.tika.parser.xml.DcXMLParser;
import org.apache.tika.sax.BodyContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Reads one file after the other. Of Tika's many readers only those are used that office work brings; none of them opens an address or starts a program. */
final class FileReader {

    /** A scan with a stamp or a page number has a few characters. */
    private static final int LEAST_TEXT_OF_PAGE = 10;

    private final int maxCharacters;
    private final Tesseract tesseract;
    private final Detector detector = new ContentDetector(new DefaultDetector(), new ChineseEncodingDetector());
    private final AutoDetectParser parser;

    FileReader(int maxCharacters, Tesseract tesseract) {
        this.maxCharacters = maxCharacters;
        this.tesseract = tesseract;
        EncodingDetector encodings =
                new CompositeEncodingDetector(List.of(new ChineseEncodingDetector(), new DefaultEncodingDetector()));
        PDFParser pdf = new PDFParser();
        pdf.getPDFParserConfig().setOcrStrategy(PDFParserConfig.OCR_STRATEGY.NO_OCR);
        pdf.getPDFParserConfig().setExtractBookmarksText(false);
        List<Parser> parsers = new ArrayList<>(List.of(
                pdf,
                new OfdParser(),
                new OfficeParser(),
                new OOXMLParser(),
                new OldExcelParser(),
                new Word2006MLParser(),
                new WordMLParser(),
                new SpreadsheetMLParser(),
                new RTFParser(),
                new OpenDocumentParser(),
                new FlatOpenDocumentParser(),
                new TextAndCSVParser(encodings),
                new JSoupParser(encodings),
                new DcXMLParser(),
                new EpubParser(),
                new RFC822Parser(),
                new PackageParser(),
                new CompressorParser()));
        ServiceLoader.load(AddedParser.class).forEach(parsers::add);
        parser = new AutoDetectParser(detector, parsers.toArray(new Parser[0]));
    }

    /** @param soFar takes what the answer may be if this process does not live to give a better one */
    Extraction read(Path file, Deadline deadline, BiConsumer<Wire.Kind, Extraction> soFar) {
        String mediaType = MediaType.OCTET_STREAM.toString();
        try (TikaInputStream in = TikaInputStream.get(file)) {
            if (Files.size(file) == 0) {
                return failed(mediaType, Failure.BROKEN);
            }
            MediaType type = detector.detect(in, new Metadata());
            mediaType = type.getBaseType().toString().toLowerCase(Locale.ROOT);
            soFar.accept(Wire.Kind.TYPE, failed(mediaType, Failure.BROKEN));
            if (Pictures.isPicture(mediaType)) {
                return picture(file, mediaType, deadline, soFar);
            }
            if (!isReadable(type)) {
                return failed(mediaType, Failure.UNSUPPORTED);
            }
            return document(file, in, mediaType, deadline, soFar);
        } catch (IOException | TikaException | SAXException | RuntimeException | StackOverflowError | LinkageError e) {
            return failed(mediaType, reason(e));
        }
    }

    private static Extraction failed(String mediaType, Failure failure) {
        return new Extraction(mediaType, failure, List.of(), Set.of(), null, null, null);
    }

    private boolean isReadable(MediaType type) {
        Map<MediaType, Parser> parsers = parser.getParsers();
        MediaTypeRegistry registry = parser.getMediaTypeRegistry();
        for (MediaType t = type; t != null; t = registry.getSupertype(t)) {
            if (parsers.containsKey(registry.normalize(t))) {
                return true;
            }
        }
        return false;
    }

    private Extraction document(
            Path file, TikaInputStream in, String mediaType, Deadline deadline, BiConsumer<Wire.Kind, Extraction> soFar)
            throws IOException, TikaException, SAXException {
        TextCollector text = new TextCollector(TextCollector.Pages.of(mediaType), maxCharacters, deadline::isTextOver);
        ParseContext context = new ParseContext();
        OfficeParserConfig office = new OfficeParserConfig();
        office.setIncludeSlideMasterContent(false);
        // Those of sheets are codes for the printer.
        office.setIncludeHeadersAndFooters(!mediaType.contains("excel") && !mediaType.contains("spreadsheet"));
        context.set(OfficeParserConfig.class, office);
        context.set(Parser.class, parser);
        try (EmbeddedFiles embedded = new EmbeddedFiles(context, detector, text, deadline)) {
            context.set(EmbeddedDocumentExtractor.class, embedded);
            try {
                parser.parse(in, new BodyContentHandler(text), new Metadata(), context);
            } catch (SAXException | TikaException | IOException | RuntimeException e) {
                if (!isEnough(e)) {
                    throw e;
                }
            }
            Set<Notice> notices = EnumSet.noneOf(Notice.class);
            soFar.accept(first(text), answer(mediaType, text, notices, null));
            Picture preview = null;
            if (mediaType.equals("application/pdf")) {
                preview = pages(file, mediaType, text, notices, deadline, soFar);
            }
            for (Path picture : embedded.pictures()) {
                recognise(() -> Pictures.read(picture), null, text, notices, deadline);
            }
            return answer(mediaType, text, notices, preview);
        }
    }

    private static Wire.Kind first(TextCollector text) {
        return text.pages().isEmpty() ? Wire.Kind.TYPE : Wire.Kind.FIRST_PART;
    }

    private static Extraction answer(
            String mediaType, TextCollector text, Set<Notice> notices, @Nullable Picture preview) {
        List<Page> pages = text.pages();
        Set<Notice> all = EnumSet.noneOf(Notice.class);
        all.addAll(notices);
        if (text.isTruncated()) {
            all.add(Notice.TRUNCATED);
        }
        return new Extraction(mediaType, null, pages, all, preview, null, null);
    }

    /** The preview of the first page, and the text of those that are scans. */
    private @Nullable Picture pages(
            Path file,
            String mediaType,
            TextCollector text,
            Set<Notice> notices,
            Deadline deadline,
            BiConsumer<Wire.Kind, Extraction> soFar)
            throws IOException {
        Set<Integer> read = new HashSet<>();
        for (Page page : text.pages()) {
            if (page.number() != null && page.text().length() >= LEAST_TEXT_OF_PAGE) {
                read.add(page.number());
            }
        }
        int parsed = text.count();
        Picture preview = null;
        try (PdfPictures pages = new PdfPictures(file)) {
            if (pages.count() == 0) {
                throw new IOException("no pages");
            }
            preview = Pictures.preview(pages.draw(0, 1024));
            soFar.accept(first(text), answer(mediaType, text, notices, preview));
            for (int i = 0; i < Math.min(parsed, pages.count()); i++) {
                int index = i;
                if (!read.contains(i + 1) && pages.hasPictures(i)) {
                    recognise(() -> pages.draw(index, Tesseract.SIDE), i + 1, text, notices, deadline);
                }
            }
        } catch (IOException | RuntimeException e) {
            if (text.pages().isEmpty()) {
                throw e;
            }
        }
        return preview;
    }

    private interface Drawing {
        BufferedImage draw() throws IOException;
    }

    private void recognise(
            Drawing drawing, @Nullable Integer page, TextCollector text, Set<Notice> notices, Deadline deadline) {
        if (!tesseract.isInstalled()) {
            notices.add(Notice.NO_OCR);
            return;
        }
        try {
            if (deadline.millisForPictures() <= 0) {
                text.setTruncated();
                return;
            }
            Optional<String> found = tesseract.read(drawing.draw(), deadline.millisForPictures());
            if (found.isEmpty()) {
                text.setTruncated();
            } else if (!found.get().isBlank()) {
                text.add(page, found.get());
                notices.add(Notice.OCR);
            }
        } catch (IOException | RuntimeException e) {
            // One picture of many that is broken; the others are read.
        }
    }

    private Extraction picture(Path file, String mediaType, Deadline deadline, BiConsumer<Wire.Kind, Extraction> soFar)
            throws IOException {
        Capture capture = Pictures.capture(file);
        BufferedImage image;
        try {
            image = Pictures.read(file);
        } catch (IOException | RuntimeException e) {
            return new Extraction(mediaType, reason(e), List.of(), Set.of(), null, capture, null);
        }
        Picture preview = Pictures.preview(image);
        Fingerprint fingerprint = PerceptualHash.of(image);
        soFar.accept(
                Wire.Kind.FIRST_PART,
                new Extraction(mediaType, null, List.of(), Set.of(), preview, capture, fingerprint));
        TextCollector text = new TextCollector(TextCollector.Pages.NONE, maxCharacters, () -> false);
        Set<Notice> notices = EnumSet.noneOf(Notice.class);
        recognise(() -> image, null, text, notices, deadline);
        if (text.isTruncated()) {
            notices.add(Notice.TRUNCATED);
        }
        return new Extraction(mediaType, null, text.pages(), notices, preview, capture, fingerprint);
    }

    private static boolean isEnough(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof TextCollector.EnoughException) {
                return true;
            }
        }
        return false;
    }

    /** What the many kinds of exceptions of many libraries mean. */
    private static Failure reason(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            String message = String.valueOf(t.getMessage()).toLowerCase(Locale.ROOT);
            if (t instanceof EncryptedDocumentException
                    || t instanceof org.apache.poi.EncryptedDocumentException
                    || t instanceof org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException) {
                return Failure.ENCRYPTED;
            }
            if (t instanceof Pictures.TooLargeException
                    || t instanceof TikaMemoryLimitException
                    || message.contains("zip bomb")
                    || message.contains("entity expansion")
                    || message.contains("jaxp0001")
                    || message.contains("tried to allocate an array")
                    || message.contains("memory limit")) {
                return Failure.TOO_LARGE;
            }
            if (t instanceof Pictures.UnreadableException) {
                return Failure.UNSUPPORTED;
            }
        }
        return Failure.BROKEN;
    }
}
