package cn.zhengping.spi.standard;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import org.jspecify.annotations.Nullable;

/**
 * 评估标准: the smallest thing that is answered and scored.
 *
 * @param id unique within the standard and kept across its versions
 * @param text the original wording of the paper
 * @param points the most that it can give; null for a rule that gives a finding or a verdict, only deducts, or adds
 *     without a limit of its own
 * @param rule how an answer becomes points
 * @param evidence what the reviewer looks at
 * @param appliesTo the units that have to answer it
 * @param notApplicable what an answer 'not applicable' does here
 * @param source where the paper says so
 */
public record Criterion(
        String id,
        LocalizedText text,
        @Nullable Points points,
        Rule rule,
        EvidenceBasis evidence,
        AppliesTo appliesTo,
        NotApplicable notApplicable,
        SourceRef source) {}
