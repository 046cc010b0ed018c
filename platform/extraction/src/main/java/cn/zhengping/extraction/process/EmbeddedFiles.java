package cn.zhengping.extraction.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.tika.detect.Detector;
import org.apache.tika.extractor.ParsingEmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Files within a file: few of them, not deep, and pictures put aside until all text is there. */
final class EmbeddedFiles extends ParsingEmbeddedDocumentExtractor implements AutoCloseable {

    private static final int MAX_FILES = 200;
    private static final int MAX_DEPTH = 3;
    private static final int MAX_PICTURES = 30;
    /** Icons and logos have no text worth reading. */
    private static final int LEAST_PICTURE = 8_000;

    private static final int MOST_PICTURE = 20_000_000;

    private final Detector detector;
    private final TextCollector text;
    private final Deadline deadline;
    private final List<Path> pictures = new ArrayList<>();
    private int files;
    private int depth;

    EmbeddedFiles(ParseContext context, Detector detector, TextCollector text, Deadline deadline) {
        super(context);
        this.detector = detector;
        this.text = text;
        this.deadline = deadline;
    }

    List<Path> pictures() {
        return pictures;
    }

    @Override
    public boolean shouldParseEmbedded(Metadata metadata) {
        String kind = metadata.get(TikaCoreProperties.EMBEDDED_RESOURCE_TYPE);
        if ("THUMBNAIL".equals(kind) || "METADATA".equals(kind) || "MACRO".equals(kind)) {
            return false;
        }
        if (depth >= MAX_DEPTH || files >= MAX_FILES || deadline.isTextOver()) {
            text.setTruncated();
            return false;
        }
        return true;
    }

    @Override
    public void parseEmbedded(InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml)
            throws SAXException, IOException {
        files++;
        TikaInputStream file = TikaInputStream.get(stream);
        if (file.getOpenContainer() == null) {
            MediaType type = detector.detect(file, new Metadata());
            if (Pictures.isPicture(type.getBaseType().toString())) {
                putAside(file);
                return;
            }
        }
        depth++;
        text.beginEmbedded();
        try {
            super.parseEmbedded(file, handler, metadata, outputHtml);
        } finally {
            text.endEmbedded();
            depth--;
        }
    }

    private void putAside(InputStream picture) throws IOException {
        byte[] bytes = picture.readNBytes(MOST_PICTURE + 1);
        if (bytes.length < LEAST_PICTURE) {
            return;
        }
        if (bytes.length > MOST_PICTURE || pictures.size() >= MAX_PICTURES) {
            text.setTruncated();
            return;
        }
        pictures.add(Files.write(Files.createTempFile("picture", null), bytes));
    }

    @Override
    public void close() throws IOException {
        for (Path picture : pictures) {
            Files.deleteIfExists(picture);
        }
    }
}
