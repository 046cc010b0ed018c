package cn.zhengping.app.campaigns;

/**
 * The numbers that follow from a seed, the same on every machine forever: SplitMix64 (Steele, Lea, Flood 2014), written
 * out because the JDK promises no algorithm for its own good generators.
 */
final class SplitMix64 {

    private long state;

    SplitMix64(long seed) {
        state = seed;
    }

    long next() {
        state += 0x9E3779B97F4A7C15L;
        var mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** From zero to {@code bound}, exclusive; even but for one part in 2^33. */
    int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(next(), bound);
    }
}
