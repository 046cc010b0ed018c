package cn.zhengping.app.evidence;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as the answer to a deduction names it: an answer's incidents have no ids, but a day, a variant
 * and their order.
 *
 * @param variant id in the rule; null where the rule has one variant only
 * @param ordinal from 1: of the incidents of this day and variant the how manieth
 */
public record IncidentRef(LocalDate date, @Nullable String variant, int ordinal) {}
