package cn.zhengping.app.reviews;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A signature that a later change has made void. It is kept for good. */
@Entity
@Immutable
public class VoidedSignature {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    private UUID sheetId;

    @Embedded
    private Signature signature;

    private Instant voidedAt;

    private UUID voidedBy;

    private String voidedByName;

    private String because;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected VoidedSignature() {}

    VoidedSignature(
            UUID sheetId, Signature signature, Instant voidedAt, UUID voidedBy, String voidedByName, String because) {
        this.sheetId = sheetId;
        this.signature = signature;
        this.voidedAt = voidedAt;
        this.voidedBy = voidedBy;
        this.voidedByName = voidedByName;
        this.because = because;
    }

    UUID sheetId() {
        return sheetId;
    }

    public Signature signature() {
        return signature;
    }

    public Instant voidedAt() {
        return voidedAt;
    }

    /** Account. */
    public UUID voidedBy() {
        return voidedBy;
    }

    public String voidedByName() {
        return voidedByName;
    }

    public String because() {
        return because;
    }
}
