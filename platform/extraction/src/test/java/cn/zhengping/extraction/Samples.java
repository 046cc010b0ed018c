package cn.zhengping.extraction;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Files as people hand them in, and as nobody should. */
final class Samples {

    private Samples() {}

    static byte[] resource(String name) {
        try (InputStream in = Samples.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    static Path write(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    /** Shapes and shades that differ by the seed. */
    static BufferedImage photo(long seed, int width, int height) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(
                random.nextInt(width), 0, colour(random), random.nextInt(width), height, colour(random)));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 25; i++) {
            double w = width * (0.05 + 0.35 * random.nextDouble());
            double h = height * (0.05 + 0.35 * random.nextDouble());
            double x = width * random.nextDouble() - w / 2;
            double y = height * random.nextDouble() - h / 2;
            graphics.setColor(colour(random));
            graphics.fill(random.nextBoolean() ? new Ellipse2D.Double(x, y, w, h) : new Rectangle2D.Double(x, y, w, h));
        }
        graphics.dispose();
        for (int i = 0; i < width * height / 20; i++) {
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            image.setRGB(x, y, new Color(image.getRGB(x, y)).brighter().getRGB());
        }
        return image;
    }

    private static Color colour(Random random) {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    static byte[] jpeg(BufferedImage image, float quality) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    static byte[] encoded(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Puts EXIF in front: taken 2026-03-05 09:30:15 at 30°30'N 105°36'E by 某牌 P50, turned as said, with a thumbnail of sorts. */
    static byte[] withExif(byte[] jpeg, int orientation) {
        byte[] exif = exif(orientation);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(0xffd8);
            out.writeShort(0xffe1);
            out.writeShort(2 + 6 + exif.length);
            out.writeBytes("Exif\0\0");
            out.write(exif);
            String xmp = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET-XMP</x:xmpmeta>";
            out.writeShort(0xffe1);
            out.writeShort(2 + xmp.length());
            out.writeBytes(xmp);
            out.writeShort(0xfffe);
            out.writeShort(2 + 14);
            out.writeBytes("SECRET-COMMENT");
            out.write(jpeg, 2, jpeg.length - 2);
            out.writeBytes("SECRET-BEHIND");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] exif(int orientation) {
        String make = "MOUPAI\0\0";
        String model = "MOUPAI P50\0\0";
        String time = "2026:03:05 09:30:15\0";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeBytes("MM");
            out.writeShort(42);
            out.writeInt(8);
            int data = 8 + 2 + 5 * 12 + 4;
            out.writeShort(5);
            entry(out, 0x010f, 2, make.length(), data);
            entry(out, 0x0110, 2, model.length(), data + make.length());
            out.writeShort(0x0112);
            out.writeShort(3);
            out.writeInt(1);
            out.writeShort(orientation);
            out.writeShort(0);
            int sub = data + make.length() + model.length();
            int gps = sub + 2 + 12 + 4 + time.length();
            entry(out, 0x8769, 4, 1, sub);
            entry(out, 0x8825, 4, 1, gps);
            out.writeInt(0);
            out.writeBytes(make);
            out.writeBytes(model);
            out.writeShort(1);
            entry(out, 0x9003, 2, time.length(), sub + 18);
            out.writeInt(0);
            out.writeBytes(time);
            out.writeShort(4);
            entry(out, 1, 2, 2, 'N' << 24);
            entry(out, 2, 5, 3, gps + 54);
            entry(out, 3, 2, 2, 'E' << 24);
            entry(out, 4, 5, 3, gps + 78);
            out.writeInt(0);
            for (int n : new int[] {30, 1, 30, 1, 0, 1, 105, 1, 36, 1, 0, 1}) {
                out.writeInt(n);
            }
            out.writeBytes("SECRET-THUMBNAIL");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void entry(DataOutputStream out, int tag, int type, int count, int value) throws IOException {
        out.writeShort(tag);
        out.writeShort(type);
        out.writeInt(count);
        out.writeInt(value);
    }

    static byte[] pngChunk(String type, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            CRC32 crc = new CRC32();
            byte[] name = type.getBytes(StandardCharsets.US_ASCII);
            crc.update(name);
            crc.update(body);
            out.writeInt(body.length);
            out.write(name);
            out.write(body);
            out.writeInt((int) crc.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Black, honest in all its pixels, and small. */
    static void hugePng(Path file, int side) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(header)) {
            out.writeInt(side);
            out.writeInt(side);
            out.write(new byte[] {8, 0, 0, 0, 0});
        }
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(pixels, new Deflater(1))) {
            byte[] row = new byte[side + 1];
            for (int y = 0; y < Math.min(side, 2_000); y++) {
                deflated.write(row);
            }
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            out.write(pngChunk("IHDR", header.toByteArray()));
            out.write(pngChunk("IDAT", pixels.toByteArray()));
            out.write(pngChunk("IEND", new byte[0]));
        }
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Map<String, byte[]> entries(byte[] zip) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    static byte[] withEntry(byte[] zip, String name, String content) {
        Map<String, byte[]> entries = entries(zip);
        entries.put(name, content.getBytes(StandardCharsets.UTF_8));
        return zip(entries);
    }

    /** The entry is so many megabytes of one letter between what stands before and after it. */
    static byte[] withBomb(byte[] zip, String name, String before, int megabytes, String after) {
        Map<String, byte[]> entries = entries(zip);
        entries.remove(name);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
            out.putNextEntry(new ZipEntry(name));
            out.write(before.getBytes(StandardCharsets.UTF_8));
            byte[] letters = "a".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < megabytes; i++) {
                out.write(letters);
            }
            out.write(after.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
