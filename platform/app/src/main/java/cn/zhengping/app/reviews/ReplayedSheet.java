package cn.zhengping.app.reviews;

import cn.zhengping.scoring.Score;
import java.util.List;
import java.util.UUID;

/**
 * What a signed sheet would come to by another standard, with the answers that were given. Nothing of it is stored.
 *
 * @param intact whether the sheet is still as it was signed; only then does it say anything
 * @param least if what has no answer gives nothing
 * @param most if what has no answer gives everything; equal to {@code least} where nothing is open
 * @param open criteria of the other standard that some counting member has not answered, or not so that it fits, in the
 *     order of the standard
 */
public record ReplayedSheet(UUID applicationId, boolean intact, Score least, Score most, List<String> open) {

    public ReplayedSheet {
        open = List.copyOf(open);
    }
}
