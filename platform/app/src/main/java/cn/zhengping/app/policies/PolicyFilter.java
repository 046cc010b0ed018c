package cn.zhengping.app.policies;

import jakarta.persistence.criteria.Predicate;
import java.time.LocalDate;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.domain.Specification;

/**
 * Which documents are asked for; null does not restrict.
 *
 * @param title part of the title
 * @param issuer part of the issuer
 * @param year of issue, or of the number where the day of issue is not known
 * @param inForceOn neither repealed nor expired on this day, nor yet to come into force
 */
record PolicyFilter(
        @Nullable DocumentNumber number,
        @Nullable String title,
        @Nullable String issuer,
        @Nullable Integer year,
        @Nullable LocalDate inForceOn,
        @Nullable PolicyState state) {

    static final PolicyFilter ALL = new PolicyFilter(null, null, null, null, null, null);

    PolicyFilter in(PolicyState only) {
        return new PolicyFilter(number, title, issuer, year, inForceOn, only);
    }

    Specification<PolicyDocument> toSpecification() {
        return (document, query, criteria) -> {
            var all = new ArrayList<Predicate>();
            if (state != null) {
                all.add(criteria.equal(document.get("state"), state));
            }
            if (number != null) {
                all.add(criteria.equal(document.get("numberIssuer"), number.issuer()));
                all.add(criteria.equal(document.get("numberSequence"), number.sequence()));
                all.add(
                        number.year() == null
                                ? criteria.isNull(document.get("numberYear"))
                                : criteria.equal(document.get("numberYear"), number.year()));
            }
            if (title != null) {
                all.add(criteria.like(document.get("title"), "%" + escaped(title) + "%", '\\'));
            }
            if (issuer != null) {
                all.add(criteria.like(document.get("issuer"), "%" + escaped(issuer) + "%", '\\'));
            }
            if (year != null) {
                all.add(criteria.or(
                        criteria.between(
                                document.get("issuedOn"), LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)),
                        criteria.and(
                                criteria.isNull(document.get("issuedOn")),
                                criteria.equal(document.get("numberYear"), year))));
            }
            if (inForceOn != null) {
                all.add(criteria.or(
                        criteria.isNull(document.get("repealedOn")),
                        criteria.greaterThan(document.get("repealedOn"), inForceOn)));
                all.add(criteria.or(
                        criteria.isNull(document.get("validUntil")),
                        criteria.greaterThanOrEqualTo(document.get("validUntil"), inForceOn)));
                all.add(criteria.or(
                        criteria.isNull(document.get("effectiveFrom")),
                        criteria.lessThanOrEqualTo(document.get("effectiveFrom"), inForceOn)));
            }
            return criteria.and(all.toArray(Predicate[]::new));
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
