package cn.zhengping.app.reviews;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.spi.answer.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a member found for one criterion.
 *
 * @param note for the leader; null for none
 */
public record SheetAnswer(
        String criterionId, Answer answer, @Nullable String note, List<SheetEvidence> evidence) {

    private static final int LONGEST_NOTE = 2000;
    private static final int MOST_EVIDENCE = 20;

    public SheetAnswer {
        evidence = List.copyOf(evidence);
    }

    /** @throws PlatformException {@code NOTE_TOO_LONG}, {@code EVIDENCE_TOO_MUCH}, {@code EVIDENCE_ILL_FORMED} */
    void requireWithinBounds() {
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new PlatformException(ReviewError.NOTE_TOO_LONG, criterionId, LONGEST_NOTE);
        }
        if (evidence.size() > MOST_EVIDENCE) {
            throw new PlatformException(ReviewError.EVIDENCE_TOO_MUCH, criterionId, MOST_EVIDENCE);
        }
        evidence.forEach(each -> each.requireWellFormed(criterionId));
    }
}
