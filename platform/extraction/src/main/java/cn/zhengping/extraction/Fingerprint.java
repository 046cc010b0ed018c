package cn.zhengping.extraction;

/**
 * A perceptual hash of a picture: re-encoding or resizing changes few of its bits.
 *
 * @param bits 64 of them
 */
public record Fingerprint(long bits) {

    /** How many bits differ, 0 to 64. */
    public int distance(Fingerprint other) {
        return Long.bitCount(bits ^ other.bits);
    }
}
