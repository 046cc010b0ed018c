package cn.zhengping.app.evidence;

import cn.zhengping.app.errors.PlatformException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** What somebody says about evidence, at first or anew. */
public record NewRevision(String title, @Nullable String note, EvidenceContent content) {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TEXT = 2000;
    private static final int MOST_COPIES = 10;

    public NewRevision {
        title = title.strip();
        note = note == null || note.isBlank() ? null : note.strip();
    }

    /**
     * @throws PlatformException {@code TITLE_ILL_FORMED}, {@code NOTE_TOO_LONG}, {@code ADDRESS_ILL_FORMED}, {@code
     *     REASON_ILL_FORMED}, {@code COPIES_TOO_MANY}, {@code FILE_TWICE}
     */
    void requireWellFormed() {
        if (title.isEmpty() || title.length() > LONGEST_TITLE) {
            throw new PlatformException(EvidenceError.TITLE_ILL_FORMED, LONGEST_TITLE);
        }
        if (note != null && note.length() > LONGEST_TEXT) {
            throw new PlatformException(EvidenceError.NOTE_TOO_LONG, LONGEST_TEXT);
        }
        if (content instanceof EvidenceContent.Link link && !isWebAddress(link.address())) {
            throw new PlatformException(EvidenceError.ADDRESS_ILL_FORMED, LONGEST_TEXT);
        }
        if (content instanceof EvidenceContent.Reason(var words, var copies)) {
            if (words.isBlank() || words.length() > LONGEST_TEXT) {
                throw new PlatformException(EvidenceError.REASON_ILL_FORMED, LONGEST_TEXT);
            }
            if (copies.size() > MOST_COPIES) {
                throw new PlatformException(EvidenceError.COPIES_TOO_MANY, MOST_COPIES);
            }
        }
        if (new HashSet<>(content.files()).size() < content.files().size()) {
            throw new PlatformException(EvidenceError.FILE_TWICE);
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            return text.length() <= LONGEST_TEXT
                    && uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
