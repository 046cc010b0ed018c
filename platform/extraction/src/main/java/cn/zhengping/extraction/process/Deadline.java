package cn.zhengping.extraction.process;

/** When the answer has to be there, and when to stop each part of the work so that it is. */
final class Deadline {

    private final long start = System.nanoTime();
    private final long millis;

    Deadline(long millis) {
        this.millis = millis;
    }

    /** For the text; what comes after needs the rest. */
    boolean isTextOver() {
        return left(millis * 3 / 5) <= 0;
    }

    /** For pictures, recognition of characters included. */
    long millisForPictures() {
        return left(millis * 17 / 20);
    }

    private long left(long of) {
        return of - (System.nanoTime() - start) / 1_000_000;
    }
}
