package cn.zhengping.extraction.process;

import cn.zhengping.extraction.Fingerprint;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** pHash: the signs of the low frequencies of a small grey copy, against their median. */
final class PerceptualHash {

    private static final int SIDE = 32;
    private static final int KEPT = 8;
    /** Below it a picture is one colour, as a blank scan is, and its hash would be noise. */
    private static final double LEAST_CONTRAST = 2;

    private static final double[][] COSINES = new double[KEPT + 1][SIDE];

    static {
        for (int u = 0; u <= KEPT; u++) {
            for (int x = 0; x < SIDE; x++) {
                COSINES[u][x] = Math.cos((2 * x + 1) * u * Math.PI / (2 * SIDE));
            }
        }
    }

    private PerceptualHash() {}

    static @Nullable Fingerprint of(BufferedImage image) {
        BufferedImage small = Pictures.scaled(image, SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        double[][] grey = new double[SIDE][SIDE];
        double sum = 0;
        double squares = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int rgb = small.getRGB(x, y);
                double value = 0.299 * ((rgb >> 16) & 0xff) + 0.587 * ((rgb >> 8) & 0xff) + 0.114 * (rgb & 0xff);
                grey[y][x] = value;
                sum += value;
                squares += value * value;
            }
        }
        double mean = sum / (SIDE * SIDE);
        if (squares / (SIDE * SIDE) - mean * mean < LEAST_CONTRAST * LEAST_CONTRAST) {
            return null;
        }
        // Without the first row and column: they hold how light the edges are, not what is to be seen.
        double[] values = new double[KEPT * KEPT];
        for (int v = 1; v <= KEPT; v++) {
            for (int u = 1; u <= KEPT; u++) {
                double value = 0;
                for (int y = 0; y < SIDE; y++) {
                    for (int x = 0; x < SIDE; x++) {
                        value += grey[y][x] * COSINES[v][y] * COSINES[u][x];
                    }
                }
                values[(v - 1) * KEPT + u - 1] = value;
            }
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double median = (sorted[31] + sorted[32]) / 2;
        long bits = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] > median) {
                bits |= 1L << i;
            }
        }
        return new Fingerprint(bits);
    }
}
