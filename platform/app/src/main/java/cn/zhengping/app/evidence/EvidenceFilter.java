package cn.zhengping.app.evidence;

import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which evidence is asked for; null does not restrict.
 *
 * @param application evidence that reviewers made about it; otherwise that of units
 * @param standardId of the criterion, without plugin and version; with {@code criterion} only
 */
record EvidenceFilter(
        @Nullable UUID unit,
        @Nullable UUID application,
        @Nullable String standardId,
        @Nullable String criterion,
        @Nullable EvidenceKind kind,
        @Nullable EvidenceState state) {

    Specification<Evidence> toSpecification() {
        return (evidence, query, criteria) -> {
            var all = new ArrayList<Predicate>();
            if (application == null) {
                all.add(criteria.isNotNull(evidence.get("unitId")));
            } else {
                all.add(criteria.equal(evidence.get("applicationId"), application));
            }
            if (unit != null) {
                all.add(criteria.equal(evidence.get("unitId"), unit));
            }
            if (kind != null) {
                all.add(criteria.equal(evidence.get("kind"), kind));
            }
            if (state != null) {
                all.add(criteria.equal(evidence.get("state"), state));
            }
            if (criterion != null) {
                var attached = query.subquery(Integer.class);
                var attachment = attached.from(Attachment.class);
                var on = new ArrayList<Predicate>();
                on.add(criteria.equal(attachment.get("evidenceId"), evidence.get("id")));
                on.add(criteria.equal(attachment.get("criterion"), criterion));
                on.add(criteria.equal(attachment.get("state"), AttachmentState.STANDING));
                if (standardId != null) {
                    on.add(criteria.equal(attachment.get("standardId"), standardId));
                }
                attached.select(criteria.literal(1)).where(on.toArray(Predicate[]::new));
                all.add(criteria.exists(attached));
            }
            return criteria.and(all.toArray(Predicate[]::new));
        };
    }
}
