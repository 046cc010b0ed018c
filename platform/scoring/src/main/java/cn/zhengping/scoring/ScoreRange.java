package cn.zhengping.scoring;

import java.util.List;

/**
 * Between what a sheet may come to.
 *
 * @param least with nothing for what is open
 * @param most with all points for what is open; equal to {@code least} for a complete sheet
 * @param open ids of the criteria that are not answered, or whose input from outside is missing
 */
public record ScoreRange(Score least, Score most, List<String> open) {

    public ScoreRange {
        open = List.copyOf(open);
    }
}
