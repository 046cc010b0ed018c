package cn.zhengping.extraction;

/**
 * A perceptual hash of a picture: re-encoding or resizing changes few of its bits.
 *
 * @param bits 64 of them
 */
public record Fingerprint(long bits) {}
