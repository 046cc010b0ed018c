package cn.zhengping.extraction;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a file.
 *
 * @param mediaType by content, {@code application/octet-stream} where it cannot be told; never by the file's name
 * @param failure why there is no text; null where the file was read, be it without any text
 * @param pages text in the order of the original, the whole of it or the first part up to the bound
 * @param notices what somebody should know about the text
 * @param preview of the first page or of the photo, at most 1024 pixels wide and high; null where there is none
 * @param capture of a photo, as its metadata has it; null where it has none
 * @param fingerprint of a picture: alike for pictures that look alike, see {@link Fingerprint}
 */
public record Extraction(
        String mediaType,
        @Nullable Failure failure,
        List<Page> pages,
        Set<Notice> notices,
        @Nullable Picture preview,
        @Nullable Capture capture,
        @Nullable Fingerprint fingerprint) {

    public Extraction {
        pages = List.copyOf(pages);
        notices = Set.copyOf(notices);
    }

    /** Why nothing was read. */
    public enum Failure {
        /** It takes more time than a file may. */
        TIME,
        /** It takes more memory than a file may, or grows beyond all measure when it is unpacked. */
        TOO_LARGE,
        /** It is not what it claims to be, or broken. */
        BROKEN,
        /** It opens with a password only. */
        ENCRYPTED,
        /** There is no reader for this type. */
        UNSUPPORTED
    }

    /** What somebody should know about a text. */
    public enum Notice {
        /** There is more text in the file than is kept. */
        TRUNCATED,
        /** Pictures or scans were not read, as no Tesseract with simplified Chinese is installed here. */
        NO_OCR,
        /** Read from a picture, so some characters may be wrong. */
        OCR
    }

    /**
     * A piece of text.
     *
     * @param number counted from 1: a page, slide or sheet; null where the format has none
     */
    public record Page(@Nullable Integer number, String text) {}

    /**
     * When and where a photo was taken.
     *
     * @param takenAt local time of the camera
     * @param latitude degrees north by WGS 84
     * @param longitude degrees east by WGS 84
     */
    public record Capture(
            @Nullable LocalDateTime takenAt,
            @Nullable Double latitude,
            @Nullable Double longitude,
            @Nullable String camera) {}
}
