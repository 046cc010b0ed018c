package cn.zhengping.spi.campaign;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.SourceRef;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A phase with the dates that the notice gives, in local time; a campaign sets its own.
 *
 * @param opens from when, inclusive; null where the notice does not say
 * @param closes until when, exclusive; null where the notice does not say
 * @param late what becomes of what comes after {@code closes}
 * @param handIns what has to be handed in
 */
public record PhaseTemplate(
        PhaseKind kind,
        LocalizedText title,
        @Nullable LocalDateTime opens,
        @Nullable LocalDateTime closes,
        Late late,
        List<HandIn> handIns,
        SourceRef source) {

    public PhaseTemplate {
        handIns = List.copyOf(handIns);
    }

    /**
     * 提交材料.
     *
     * @param id unique within the phase
     * @param formats in which it is asked for, all of them; empty where the paper does not say
     * @param fileName the printed pattern of its name; null where the paper gives none
     */
    public record HandIn(
            String id,
            LocalizedText text,
            Set<Format> formats,
            @Nullable LocalizedText fileName) {

        public HandIn {
            formats = Set.copyOf(formats);
        }

        /** How it comes. */
        public enum Format {
            PDF,
            /** An electronic file of any kind. */
            FILE,
            PAPER,
            LINK,
            SCREENSHOT
        }
    }

    /** What becomes of what comes late. */
    public enum Late {
        REFUSED,
        /** It is taken, and shown as late for good. */
        MARKED
    }
}
