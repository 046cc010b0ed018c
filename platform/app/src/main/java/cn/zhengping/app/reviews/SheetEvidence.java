package cn.zhengping.app.reviews;

import cn.zhengping.app.errors.PlatformException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * What an answer rests on.
 *
 * @param text the address of a link, the title or place of a paper, or the reason why there is neither
 */
public record SheetEvidence(Kind kind, String text) {

    /** What evidence is. */
    public enum Kind {
        /** Something on the web. */
        LINK,
        /** A paper that was looked at on the spot. */
        PAPER,
        /** Not public, or seen only: said in words. */
        REASON
    }

    private static final int LONGEST = 2000;

    /** @throws PlatformException {@code EVIDENCE_ILL_FORMED} */
    void requireWellFormed(String criterionId) {
        if (text.isBlank() || text.length() > LONGEST || (kind == Kind.LINK && !isWebAddress(text))) {
            throw new PlatformException(ReviewError.EVIDENCE_ILL_FORMED, criterionId, LONGEST);
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
