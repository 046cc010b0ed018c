package cn.zhengping.app.files;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** Photos as a phone takes them: JPEG that says when, where and by what. */
final class Photo {

    private static final int SIZE = 640;

    private Photo() {}

    /** 2023-11-20 09:30:15 at 30°30'00"N 105°35'24"E, by 某某's phone. */
    static byte[] taken(long seed) throws IOException {
        var random = new Random(seed);
        var image = new BufferedImage(SIZE, SIZE * 3 / 4, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        for (var i = 0; i < 25; i++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            pen.fillRect(
                    random.nextInt(SIZE) - 100,
                    random.nextInt(SIZE) - 100,
                    100 + random.nextInt(300),
                    100 + random.nextInt(300));
        }
        pen.dispose();
        var jpeg = encoded(image);
        var exif = exif();
        var with = new ByteArrayOutputStream();
        with.write(jpeg, 0, 2);
        with.writeBytes(exif);
        with.write(jpeg, 2, jpeg.length - 2);
        return with.toByteArray();
    }

    static boolean contains(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static byte[] encoded(BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private static byte[] exif() {
        var tiff = ByteBuffer.allocate(190).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II".getBytes(StandardCharsets.US_ASCII)).putShort((short) 42).putInt(8);
        tiff.putShort((short) 3);
        entry(
                tiff,
                0x010f,
                2,
                4,
                ByteBuffer.wrap("ZP1\0".getBytes(StandardCharsets.US_ASCII))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getInt());
        entry(tiff, 0x8769, 4, 1, 50);
        entry(tiff, 0x8825, 4, 1, 88);
        tiff.putInt(0);
        tiff.putShort((short) 1);
        entry(tiff, 0x9003, 2, 20, 68);
        tiff.putInt(0);
        tiff.put(Arrays.copyOf("2023:11:20 09:30:15".getBytes(StandardCharsets.US_ASCII), 20));
        tiff.putShort((short) 4);
        entry(tiff, 1, 2, 2, 'N');
        entry(tiff, 2, 5, 3, 142);
        entry(tiff, 3, 2, 2, 'E');
        entry(tiff, 4, 5, 3, 166);
        tiff.putInt(0);
        for (var number : new int[] {30, 30, 0, 105, 35, 24}) {
            tiff.putInt(number).putInt(1);
        }
        var segment = ByteBuffer.allocate(4 + 6 + tiff.position());
        segment.putShort((short) 0xffe1).putShort((short) (2 + 6 + tiff.position()));
        segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
        return segment.put(tiff.array()).array();
    }

    private static void entry(ByteBuffer tiff, int tag, int type, int count, int value) {
        tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }
}
