package cn.zhengping.app.reviews;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A total from outside the sheets on a unit, as somebody recorded it. Kept for good; the latest of its name counts. */
@Entity
@Immutable
public class RecordedInput {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    private UUID applicationId;

    private String name;

    private BigDecimal amount;

    private String source;

    private UUID recordedBy;

    private String recordedByName;

    private Instant recordedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected RecordedInput() {}

    RecordedInput(
            UUID applicationId,
            String name,
            BigDecimal amount,
            String source,
            UUID recordedBy,
            String recordedByName,
            Instant recordedAt) {
        this.applicationId = applicationId;
        this.name = name;
        this.amount = amount;
        this.source = source;
        this.recordedBy = recordedBy;
        this.recordedByName = recordedByName;
        this.recordedAt = recordedAt;
    }

    UUID applicationId() {
        return applicationId;
    }

    /** Under which the standard asks for it. */
    public String name() {
        return name;
    }

    public BigDecimal value() {
        return amount;
    }

    /** Where it comes from. */
    public String source() {
        return source;
    }

    /** Account. */
    public UUID recordedBy() {
        return recordedBy;
    }

    public String recordedByName() {
        return recordedByName;
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    /** The amount alone, in one way only. */
    String exact() {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
