package cn.zhengping.app.titles;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a result consists of, criterion by criterion; apart from it, as rankings do not need it. */
@Entity
class ResultExplanation {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    private UUID resultId;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<CriterionOutcome> criteria;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ResultExplanation() {}

    ResultExplanation(UUID resultId, List<CriterionOutcome> criteria) {
        this.resultId = resultId;
        this.criteria = List.copyOf(criteria);
    }

    void replace(List<CriterionOutcome> anew) {
        criteria = List.copyOf(anew);
    }

    UUID resultId() {
        return resultId;
    }

    List<CriterionOutcome> criteria() {
        return criteria;
    }
}
