package cn.zhengping.spi.campaign;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.SourceRef;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A phase with the dates that the notice gives, in local time; a campaign sets its own.
 *
 * @param opens from when, inclusive; null where the notice does not say
 * @param closes until when, exclusive; null where the notice does not say
 * @param late what becomes of what comes after {@code closes}
 */
public record PhaseTemplate(
        PhaseKind kind,
        LocalizedText title,
        @Nullable LocalDateTime opens,
        @Nullable LocalDateTime closes,
        Late late,
        SourceRef source) {

    /** What becomes of what comes late. */
    public enum Late {
        REFUSED,
        /** It is taken, and shown as late for good. */
        MARKED
    }
}
