package cn.zhengping.spi.campaign;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.standard.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One title that units apply for: 示范便民服务中心, 园区示范政务服务中心, 星级便民服务中心.
 *
 * @param id unique within the template
 * @param unitKind who can apply
 * @param standard id of a standard of the same plugin; null where the paper is not there and the tenant brings its own
 * @param outcomes what a total leads to, highest threshold first; none for an evaluation without titles
 * @param acts by whom it is decided, in order
 * @param validYears for how long a grant holds; null where the paper does not say
 * @param revocations why a grant is taken back
 * @param awards what comes with it
 */
public record TitleTemplate(
        String id,
        LocalizedText title,
        UnitKind unitKind,
        @Nullable String standard,
        List<OutcomeBand> outcomes,
        List<Act> acts,
        @Nullable Integer validYears,
        List<Ground> revocations,
        List<Award> awards,
        SourceRef source) {

    public TitleTemplate {
        outcomes = List.copyOf(outcomes);
        acts = List.copyOf(acts);
        revocations = List.copyOf(revocations);
        awards = List.copyOf(awards);
    }

    /**
     * A step of deciding.
     *
     * @param by who takes it, as the paper says: 眉山市考评小组
     * @param level of whoever takes it; null where the paper does not say
     */
    public record Act(Kind kind, LocalizedText by, Grant.@Nullable Level level, SourceRef source) {

        /** What is done. */
        public enum Kind {
            /** 考评. */
            ASSESS,
            /** 核定. */
            VERIFY,
            /** 审定. */
            APPROVE,
            /** 备案. */
            FILE
        }
    }

    /**
     * A reason to revoke.
     *
     * @param id unique within the title
     */
    public record Ground(String id, LocalizedText text, SourceRef source) {}

    /**
     * 奖励: money, a plaque, points elsewhere.
     *
     * @param grant id of a grant of the outcomes; null where it goes with each
     */
    public record Award(@Nullable String grant, LocalizedText text, SourceRef source) {}
}
