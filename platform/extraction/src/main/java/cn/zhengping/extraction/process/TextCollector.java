package cn.zhengping.extraction.process;

import cn.zhengping.extraction.Extraction.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Keeps text as parsers report it, by page, slide or sheet, and ends the parse when there is enough of it or no time left. */
final class TextCollector extends DefaultHandler {

    /** Ends a parse that has brought what is kept of it. */
    static final class EnoughException extends SAXException {
        EnoughException() {
            super("enough");
        }
    }

    /** The elements by which Tika's parsers begin a page, and the types of which they mean pages. */
    enum Pages {
        NONE,
        DIV_PAGE,
        DIV_SHEET,
        DIV_SLIDE,
        DIV_SLIDE_CONTENT,
        /** Binary workbooks: a heading with the sheet's name. */
        HEADING;

        static Pages of(String mediaType) {
            return switch (mediaType) {
                case "application/pdf", "application/vnd.ms-excel", OfdParser.MEDIA_TYPE -> DIV_PAGE;
                case "application/vnd.ms-powerpoint" -> DIV_SLIDE;
                case "application/vnd.ms-excel.sheet.binary.macroenabled.12" -> HEADING;
                default ->
                    mediaType.startsWith("application/vnd.openxmlformats-officedocument.presentationml.")
                                    || mediaType.startsWith("application/vnd.ms-powerpoint.")
                            ? DIV_SLIDE_CONTENT
                            : mediaType.startsWith("application/vnd.openxmlformats-officedocument.spreadsheetml.")
                                            || mediaType.startsWith("application/vnd.ms-excel.")
                                    ? DIV_SHEET
                                    : NONE;
            };
        }

        boolean begin(String element, @Nullable String kind) {
            return switch (this) {
                case NONE -> false;
                case DIV_PAGE -> "page".equals(kind);
                case DIV_SHEET -> "sheet".equals(kind);
                case DIV_SLIDE -> "slide".equals(kind);
                case DIV_SLIDE_CONTENT -> "slide-content".equals(kind);
                case HEADING -> element.equals("h1");
            };
        }
    }

    private final Pages pages;
    private final int maxCharacters;
    private final BooleanSupplier isTimeOver;
    private final List<Page> kept = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private int characters;
    private int events;
    private int number;
    private int embedded;
    private boolean lineEnded;
    private boolean truncated;

    TextCollector(Pages pages, int maxCharacters, BooleanSupplier isTimeOver) {
        this.pages = pages;
        this.maxCharacters = maxCharacters;
        this.isTimeOver = isTimeOver;
    }

    boolean isTruncated() {
        return truncated;
    }

    void setTruncated() {
        truncated = true;
    }

    /** How many pages have begun. */
    int count() {
        return number;
    }

    List<Page> pages() {
        flush();
        return kept;
    }

    /** Text of a file within the file belongs to none of its pages. */
    void beginEmbedded() {
        flush();
        embedded++;
    }

    void endEmbedded() {
        flush();
        embedded--;
    }

    /** Text from elsewhere, like a scan's. */
    void add(@Nullable Integer page, String text) {
        flush();
        keep(page, text);
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
        if (embedded == 0 && pages.begin(name, attributes.getValue("class"))) {
            flush();
            number++;
        }
        check();
    }

    /** Not all parsers end their paragraphs by a line end. */
    @Override
    public void endElement(String uri, String name, String qualified) {
        boolean block = switch (name) {
            case "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6" -> true;
            default -> false;
        };
        lineEnded |= block;
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        if (lineEnded && length > 0) {
            if (text[start] != '\n' && !current.isEmpty() && current.charAt(current.length() - 1) != '\n') {
                current.append('\n');
            }
            lineEnded = false;
        }
        current.append(text, start, length);
        check();
        if (current.length() > maxCharacters) {
            flush();
            if (characters >= maxCharacters) {
                truncated = true;
                throw new EnoughException();
            }
        }
    }

    @Override
    public void ignorableWhitespace(char[] text, int start, int length) throws SAXException {
        characters(text, start, length);
    }

    private void check() throws SAXException {
        if (characters >= maxCharacters || (++events % 64 == 0 && isTimeOver.getAsBoolean())) {
            truncated = true;
            throw new EnoughException();
        }
    }

    private void flush() {
        if (!current.isEmpty()) {
            String text = current.toString();
            current.setLength(0);
            keep(embedded > 0 || number == 0 ? null : number, text);
        }
    }

    private void keep(@Nullable Integer page, String raw) {
        for (String passage : Texts.passages(Texts.clean(raw))) {
            int room = maxCharacters - characters;
            String text = passage;
            if (text.length() > room) {
                truncated = true;
                text = room > 0 && Character.isHighSurrogate(text.charAt(room - 1))
                        ? text.substring(0, room - 1)
                        : text.substring(0, room);
            }
            if (text.isEmpty()) {
                return;
            }
            kept.add(new Page(page, text));
            characters += text.length();
        }
    }
}
