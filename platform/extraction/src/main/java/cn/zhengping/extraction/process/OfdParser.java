package cn.zhengping.extraction.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.BoundedInputStream;
import org.apache.tika.exception.TikaException;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.Parser;
import org.apache.tika.sax.XHTMLContentHandler;
import org.apache.tika.utils.XMLReaderUtils;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** The text of OFD, the national format of documents with a fixed layout (GB/T 33190-2016): a ZIP with XML. Tika has no reader for it. */
final class OfdParser implements Parser {

    static final String MEDIA_TYPE = "application/ofd";

    private static final long serialVersionUID = 1;

    static final MediaType TYPE = MediaType.parse(MEDIA_TYPE);
    private static final long MAX_PART = 50_000_000;
    private static final int MAX_PAGES = 5_000;

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(TYPE);
    }

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
        xhtml.startDocument();
        if (!(stream instanceof TikaInputStream file)) {
            throw new TikaException("not a file");
        }
        try (ZipFile zip = ZipFile.builder().setFile(file.getFile()).get()) {
            for (String document : texts(zip, "OFD.xml", "DocRoot", context)) {
                String root = resolve("", document);
                for (String page : locations(zip, root, context)) {
                    xhtml.startElement("div", "class", "page");
                    parse(
                            zip,
                            resolve(root.substring(0, root.lastIndexOf('/') + 1), page),
                            new Content(xhtml),
                            context);
                    xhtml.endElement("div");
                }
            }
        }
        xhtml.endDocument();
    }

    private static String resolve(String folder, String location) {
        return location.startsWith("/") ? location.substring(1) : folder + location;
    }

    private static List<String> texts(ZipFile zip, String part, String element, ParseContext context)
            throws IOException, SAXException, TikaException {
        List<String> found = new ArrayList<>();
        parse(
                zip,
                part,
                new DefaultHandler() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public void startElement(String uri, String name, String qualified, Attributes attributes) {
                        text.setLength(0);
                    }

                    @Override
                    public void characters(char[] ch, int start, int length) {
                        text.append(ch, start, length);
                    }

                    @Override
                    public void endElement(String uri, String name, String qualified) {
                        if (name.equals(element)) {
                            found.add(text.toString().strip());
                        }
                    }
                },
                context);
        return found;
    }

    private static List<String> locations(ZipFile zip, String document, ParseContext context)
            throws IOException, SAXException, TikaException {
        List<String> pages = new ArrayList<>();
        parse(
                zip,
                document,
                new DefaultHandler() {
                    @Override
                    public void startElement(String uri, String name, String qualified, Attributes attributes) {
                        String location = attributes.getValue("BaseLoc");
                        if (name.equals("Page") && location != null && pages.size() < MAX_PAGES) {
                            pages.add(location);
                        }
                    }
                },
                context);
        return pages;
    }

    private static void parse(ZipFile zip, String part, DefaultHandler handler, ParseContext context)
            throws IOException, SAXException, TikaException {
        ZipArchiveEntry entry = zip.getEntry(part);
        if (entry == null) {
            throw new TikaException("no " + part);
        }
        try (InputStream in = BoundedInputStream.builder()
                .setInputStream(zip.getInputStream(entry))
                .setMaxCount(MAX_PART)
                .get()) {
            XMLReaderUtils.parseSAX(in, handler, context);
        }
    }

    /** Runs of text, those at one height as one line. */
    private static final class Content extends DefaultHandler {

        private final XHTMLContentHandler xhtml;
        private boolean inText;
        private double height = Double.NaN;

        Content(XHTMLContentHandler xhtml) {
            this.xhtml = xhtml;
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
            if (name.equals("TextObject")) {
                double y = height(attributes.getValue("Boundary"));
                if (!(Math.abs(y - height) < 1)) {
                    xhtml.newline();
                }
                height = y;
            }
            inText = name.equals("TextCode");
        }

        private static double height(@Nullable String boundary) {
            String[] box = boundary == null ? new String[0] : boundary.strip().split("\\s+");
            try {
                return box.length == 4 ? Double.parseDouble(box[1]) : Double.NaN;
            } catch (NumberFormatException e) {
                return Double.NaN;
            }
        }

        @Override
        public void characters(char[] text, int start, int length) throws SAXException {
            if (inText) {
                xhtml.characters(text, start, length);
            }
        }

        @Override
        public void endElement(String uri, String name, String qualified) {
            inText = false;
        }
    }
}
