package cn.zhengping.extraction.process;

import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.tika.exception.TikaException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.sax.XHTMLContentHandler;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;

/** Does whatever a file could talk a parser into; a file that begins with {@code HOSTILE:} says what. */
public final class HostileParser implements AddedParser {

    private static final long serialVersionUID = 1;

    @Override
    public Set<MediaType> getSupportedTypes(ParseContext context) {
        return Set.of(MediaType.application("x-hostile"));
    }

    @Override
    public void parse(InputStream stream, ContentHandler handler, Metadata metadata, ParseContext context)
            throws IOException, SAXException, TikaException {
        String[] words = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(":", 3);
        XHTMLContentHandler xhtml = new XHTMLContentHandler(handler, metadata);
        xhtml.startDocument();
        switch (words[1]) {
            case "sleep" -> sleep();
            case "spin" -> spin();
            case "child" -> {
                new ProcessBuilder("sleep", words[2]).start();
                sleep();
            }
            case "heap" -> heap();
            case "direct" -> direct();
            case "stack" -> stack(0);
            case "exit" -> System.exit(0);
            case "halt" -> Runtime.getRuntime().halt(77);
            case "throw" -> throw new IllegalStateException("hostile");
            case "error" -> throw new NoClassDefFoundError("hostile");
            case "print" -> {
                System.out.println("printed to out");
                for (int i = 0; i < 100_000; i++) {
                    System.err.println("printed to err, more than a pipe holds");
                }
                xhtml.characters("printed");
            }
            case "garbage" ->
                raw("no answer at all, but long enough to be taken for one".getBytes(StandardCharsets.UTF_8));
            case "forge" -> forge(Integer.parseInt(words[2]));
            case "text" -> text(xhtml, Integer.parseInt(words[2]));
            case "network" -> xhtml.characters(network(words[2]));
            case "environment" -> xhtml.characters(System.getenv().keySet().toString());
            default -> throw new TikaException(words[1]);
        }
        xhtml.endDocument();
    }

    private static void sleep() {
        try {
            Thread.sleep(3_600_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("InfiniteLoop") // That is what it is for.
    private static void spin() {
        long n = 0;
        while (n >= 0) {
            n = (n + 1) & 0xff;
        }
    }

    private static void heap() {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < 1_000_000) {
            all.add(new byte[1_000_000]);
        }
    }

    private static void direct() {
        List<java.nio.ByteBuffer> all = new ArrayList<>();
        while (all.size() < 1_000_000) {
            all.add(java.nio.ByteBuffer.allocateDirect(1_000_000));
        }
    }

    private static int stack(int n) {
        return n < 0 ? n : stack(n + 1) + 1;
    }

    private static void raw(byte[] bytes) throws IOException {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write(bytes);
        }
    }

    /** A frame that looks right and declares so many bytes. */
    private static void forge(int length) throws IOException {
        DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        Wire.write(out, new Wire.Frame(Wire.Kind.DONE, new byte[Math.min(length, 100)]));
        out.flush();
        sleep();
    }

    private static void text(XHTMLContentHandler xhtml, int characters) throws SAXException {
        char[] line = "政务服务中心便民服务大厅综合窗口。\n".toCharArray();
        for (int n = 0; n < characters; n += line.length) {
            xhtml.characters(line, 0, line.length);
        }
    }

    private static String network(String host) {
        StringBuilder found = new StringBuilder();
        try {
            URI.create("http://127.0.0.1:9/").toURL().openStream().close();
            found.append("an address opens");
        } catch (IOException e) {
            found.append(e.getMessage());
        }
        try {
            InetAddress.getAllByName(host);
            found.append(" and a name is known");
        } catch (IOException e) {
            found.append(" and no name is known");
        }
        return found.toString();
    }
}
