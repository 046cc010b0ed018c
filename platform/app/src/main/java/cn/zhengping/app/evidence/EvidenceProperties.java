package cn.zhengping.app.evidence;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much evidence there may be, and how long what nobody needs is kept.
 *
 * @param mostOfUnit standing pieces of one unit, or about one application
 * @param mostOfCriterion standing attachments of one unit, or about one application, to one criterion
 * @param withdrawnKept after it was withdrawn, before its files are released; long enough for whatever was under way at an
 *     organiser to be done
 * @param unusedKept after its upload began, a file that became no evidence
 */
@ConfigurationProperties("zhengping.evidence")
record EvidenceProperties(
        @DefaultValue("2000") int mostOfUnit,
        @DefaultValue("50") int mostOfCriterion,
        @DefaultValue("P7D") Duration withdrawnKept,
        @DefaultValue("P2D") Duration unusedKept) {}
