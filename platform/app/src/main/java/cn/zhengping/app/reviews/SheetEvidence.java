package cn.zhengping.app.reviews;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.evidence.PinnedEvidence;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an answer rests on.
 *
 * @param text the address of a link, the title or place of a paper, the reason why there is neither, or the title of evidence
 *     as it was then
 * @param evidence id of what was handed in or made on the spot; with {@link Kind#EVIDENCE} only, as all that follows
 * @param revision of the evidence; null only until it is looked up
 * @param digest of all that the revision says; null only until it is looked up
 */
public record SheetEvidence(
        Kind kind,
        String text,
        @Nullable UUID evidence,
        @Nullable Integer revision,
        @Nullable String digest) {

    /** What evidence is. */
    public enum Kind {
        /** Something on the web. */
        LINK,
        /** A paper that was looked at on the spot. */
        PAPER,
        /** Not public, or seen only: said in words. */
        REASON,
        /** A revision of evidence that was handed in, or that reviewers made on the spot. */
        EVIDENCE
    }

    private static final int LONGEST = 2000;

    /** Something that nobody has handed in. */
    public SheetEvidence(Kind kind, String text) {
        this(kind, text, null, null, null);
    }

    /** What was asked for, as it stands with the organiser. */
    SheetEvidence found(PinnedEvidence pinned) {
        return new SheetEvidence(
                Kind.EVIDENCE, pinned.title(), pinned.evidenceId(), pinned.revision(), pinned.digest());
    }

    boolean rests(PinnedEvidence on) {
        return on.evidenceId().equals(evidence) && (revision == null ? on.latest() : revision == on.revision());
    }

    /** @throws PlatformException {@code EVIDENCE_ILL_FORMED} */
    void requireWellFormed(String criterionId) {
        var wellFormed = switch (kind) {
            case LINK -> isWords() && isWebAddress(text);
            case PAPER, REASON -> isWords();
            case EVIDENCE -> evidence != null;
        };
        if (!wellFormed) {
            throw new PlatformException(ReviewError.EVIDENCE_ILL_FORMED, criterionId, LONGEST);
        }
    }

    private boolean isWords() {
        return evidence == null && !text.isBlank() && text.length() <= LONGEST;
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
