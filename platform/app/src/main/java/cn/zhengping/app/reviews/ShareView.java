package cn.zhengping.app.reviews;

import cn.zhengping.scoring.Score;
import cn.zhengping.spi.Points;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A share of checks met both ways: exact, and for showing in per cent. */
public record ShareView(String exact, String display) {

    private static final Points WHOLE = Points.of(100);

    /** @param share of one; null where no check applies */
    public static @Nullable ShareView of(@Nullable Score share) {
        return share == null
                ? null
                : new ShareView(share.exact(), share.times(100).display(List.of(WHOLE)) + "%");
    }
}
