package cn.zhengping.extraction.process;

import cn.zhengping.extraction.Extraction.Capture;
import cn.zhengping.extraction.Picture;
import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.lang.GeoLocation;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/** Pictures, decoded no larger than they are needed. */
final class Pictures {

    /** There is no decoder for it. */
    static final class UnreadableException extends IOException {
        UnreadableException() {
            super("no decoder");
        }
    }

    /** What it declares is beyond any camera. */
    static final class TooLargeException extends IOException {
        TooLargeException(long width, long height) {
            super(width + " x " + height);
        }
    }

    /** The largest sensors of phones have 200 million. */
    private static final long MAX_PIXELS = 210_000_000;

    private static final int DECODED_PIXELS = 12_000_000;
    private static final int PREVIEW = 1024;
    private static final DateTimeFormatter EXIF_TIME =
            DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    static {
        ImageIO.setUseCache(false);
    }

    private Pictures() {}

    static boolean isPicture(String mediaType) {
        return mediaType.startsWith("image/")
                && !mediaType.equals("image/svg+xml")
                && !mediaType.startsWith("image/vnd.d");
    }

    /** The right way up, on white, thinned out while decoding to about twelve million pixels. */
    static BufferedImage read(Path file) throws IOException {
        int orientation = orientation(file);
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
            if (readers == null || !readers.hasNext()) {
                throw new UnreadableException();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                if (width * height > MAX_PIXELS) {
                    throw new TooLargeException(width, height);
                }
                int step = (int) Math.ceil(Math.sqrt((double) (width * height) / DECODED_PIXELS));
                ImageReadParam how = reader.getDefaultReadParam();
                if (step > 1) {
                    how.setSourceSubsampling(step, step, 0, 0);
                }
                return upright(reader.read(0, how), orientation);
            } catch (RuntimeException e) {
                // Decoders answer broken files by all kinds of them.
                throw new IOException(e);
            } finally {
                reader.dispose();
            }
        }
    }

    private static BufferedImage upright(BufferedImage raw, int orientation) {
        int w = raw.getWidth();
        int h = raw.getHeight();
        boolean turned = orientation >= 5;
        BufferedImage image = new BufferedImage(turned ? h : w, turned ? w : h, BufferedImage.TYPE_INT_RGB);
        AffineTransform turn = switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
            default -> new AffineTransform();
        };
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.drawImage(raw, turn, null);
        graphics.dispose();
        return image;
    }

    /** By halves, then the rest: each pixel of the original counts. */
    static BufferedImage scaled(BufferedImage image, int width, int height, int type) {
        BufferedImage from = image;
        while (true) {
            int w = Math.max(width, (from.getWidth() + 1) / 2);
            int h = Math.max(height, (from.getHeight() + 1) / 2);
            BufferedImage to = new BufferedImage(w, h, type);
            Graphics2D graphics = to.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(from, 0, 0, w, h, null);
            graphics.dispose();
            if (w == width && h == height) {
                return to;
            }
            from = to;
        }
    }

    /** Not larger than wanted; smaller ones stay as they are. */
    static BufferedImage within(BufferedImage image, int side, int type) {
        double scale = Math.min(1, (double) side / Math.max(image.getWidth(), image.getHeight()));
        return scaled(
                image,
                Math.max(1, (int) Math.round(image.getWidth() * scale)),
                Math.max(1, (int) Math.round(image.getHeight() * scale)),
                type);
    }

    static Picture preview(BufferedImage image) throws IOException {
        BufferedImage small = within(image, PREVIEW, BufferedImage.TYPE_INT_RGB);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0.8f);
            writer.setOutput(out);
            writer.write(null, new IIOImage(small, null, null), how);
        } finally {
            writer.dispose();
        }
        return new Picture(bytes.toByteArray());
    }

    /** As EXIF has it: 1 to 8, 1 where it says nothing. */
    static int orientation(Path file) {
        Metadata metadata = metadata(file);
        Directory directory = metadata == null ? null : metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        try {
            if (directory != null && directory.containsTag(ExifIFD0Directory.TAG_ORIENTATION)) {
                int orientation = directory.getInt(ExifIFD0Directory.TAG_ORIENTATION);
                return orientation >= 1 && orientation <= 8 ? orientation : 1;
            }
        } catch (MetadataException e) {
            // It says nothing that makes sense.
        }
        return 1;
    }

    static @Nullable Capture capture(Path file) {
        Metadata metadata = metadata(file);
        if (metadata == null) {
            return null;
        }
        LocalDateTime takenAt = time(metadata);
        GpsDirectory gps = metadata.getFirstDirectoryOfType(GpsDirectory.class);
        GeoLocation place = gps == null ? null : gps.getGeoLocation();
        boolean known = place != null
                && !place.isZero()
                && Math.abs(place.getLatitude()) <= 90
                && Math.abs(place.getLongitude()) <= 180;
        String camera = camera(metadata);
        if (takenAt == null && !known && camera == null) {
            return null;
        }
        return new Capture(
                takenAt,
                known && place != null ? place.getLatitude() : null,
                known && place != null ? place.getLongitude() : null,
                camera);
    }

    private static @Nullable LocalDateTime time(Metadata metadata) {
        ExifSubIFDDirectory sub = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
        ExifIFD0Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        return Stream.of(
                        text(sub, ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL),
                        text(sub, ExifSubIFDDirectory.TAG_DATETIME_DIGITIZED),
                        text(main, ExifIFD0Directory.TAG_DATETIME))
                .filter(s -> !s.isEmpty())
                .findFirst()
                .map(Pictures::parse)
                .orElse(null);
    }

    private static @Nullable LocalDateTime parse(String time) {
        try {
            return LocalDateTime.parse(time, EXIF_TIME);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String camera(Metadata metadata) {
        ExifIFD0Directory main = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        String make = text(main, ExifIFD0Directory.TAG_MAKE);
        String model = text(main, ExifIFD0Directory.TAG_MODEL);
        String camera = model.startsWith(make)
                ? model
                : Stream.of(make, model).filter(s -> !s.isEmpty()).collect(Collectors.joining(" "));
        return camera.isEmpty() ? null : camera;
    }

    private static String text(@Nullable Directory directory, int tag) {
        String text = directory == null ? null : directory.getString(tag);
        if (text == null) {
            return "";
        }
        String clean = Texts.clean(text).replace('\n', ' ').replace('\t', ' ').strip();
        return clean.length() <= 100 ? clean : "";
    }

    private static @Nullable Metadata metadata(Path file) {
        try {
            return ImageMetadataReader.readMetadata(file.toFile());
        } catch (IOException | ImageProcessingException | RuntimeException e) {
            return null;
        }
    }
}
