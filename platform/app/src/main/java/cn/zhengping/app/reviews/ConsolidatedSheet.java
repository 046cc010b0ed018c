package cn.zhengping.app.reviews;

import cn.zhengping.app.access.Actor;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.spi.Points;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The sheet of a group on one unit: what its leader settled. What the members found stays on their own sheets. {@code OPEN
 * → SIGNED}, and back only by voiding the signature, which is then kept.
 */
@Entity
public class ConsolidatedSheet {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Version
    private int version;

    private UUID campaignId;

    private UUID applicationId;

    private UUID groupId;

    private int round = ScoreSheet.FIRST_ROUND;

    private String standard;

    private long spreadBound;

    @Enumerated(EnumType.STRING)
    private ConsolidationState state = ConsolidationState.OPEN;

    @JdbcTypeCode(SqlTypes.JSON)
    private String settlements = "{}";

    @JdbcTypeCode(SqlTypes.JSON)
    private String excuses = "[]";

    private boolean late;

    private boolean returned;

    @Embedded
    private @Nullable Signature signature;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ConsolidatedSheet() {}

    /**
     * An open sheet.
     *
     * @param member any sheet of the group on the unit
     */
    ConsolidatedSheet(ScoreSheet member, Points spreadBound) {
        this.campaignId = member.campaignId();
        this.applicationId = member.applicationId();
        this.groupId = member.groupId();
        this.standard = member.standard().toString();
        this.spreadBound = spreadBound.thousandths();
    }

    void excuse(Collection<Excuse> all) {
        requireOpen();
        excuses = StoredJson.writeExcuses(all);
    }

    /**
     * Settles a criterion on which the members differ.
     *
     * @throws PlatformException {@code ALREADY_SIGNED}, {@code NOTHING_TO_SETTLE}, {@code AVERAGE_IMPOSSIBLE}, {@code
     *     WORDS_MISSING}
     */
    void settle(Consolidation.Line line, Settlement settlement) {
        requireOpen();
        if (!line.differs()) {
            throw new PlatformException(ReviewError.NOTHING_TO_SETTLE, line.criterionId());
        }
        if (line.contradiction() && settlement.mode() != Settlement.Mode.AGREED) {
            throw new PlatformException(ReviewError.AVERAGE_IMPOSSIBLE, line.criterionId());
        }
        if (line.flagged() && settlement.words() == null) {
            throw new PlatformException(ReviewError.WORDS_MISSING, line.criterionId());
        }
        var all = new HashMap<>(settlements());
        all.put(line.criterionId(), settlement);
        settlements = StoredJson.writeSettlements(all);
    }

    void sign(Signature by, boolean late) {
        requireOpen();
        state = ConsolidationState.SIGNED;
        signature = by;
        this.late = late;
        returned = false;
    }

    /** Opens it again; what is answered is to be kept. */
    VoidedSignature reopen(Actor by, String reason, Instant now) {
        var standing = signature;
        if (state != ConsolidationState.SIGNED || standing == null) {
            throw new PlatformException(ReviewError.NOT_SIGNED);
        }
        state = ConsolidationState.OPEN;
        signature = null;
        return new VoidedSignature(id(), standing, now, by.account(), by.name(), reason);
    }

    /** {@link #reopen}, for the group to work on it whatever state and phases the campaign is in. */
    VoidedSignature giveBack(Actor by, String reason, Instant now) {
        var voided = reopen(by, reason, now);
        returned = true;
        return voided;
    }

    void requireOpen() {
        if (state != ConsolidationState.OPEN) {
            throw new PlatformException(ReviewError.ALREADY_SIGNED);
        }
    }

    void requireVersion(@Nullable Integer expected) {
        if (expected == null || version != expected) {
            throw new PlatformException(ReviewError.STALE_VERSION);
        }
    }

    public UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public int version() {
        return version;
    }

    public UUID campaignId() {
        return campaignId;
    }

    public UUID applicationId() {
        return applicationId;
    }

    public UUID groupId() {
        return groupId;
    }

    /** 1 for the first. */
    public int round() {
        return round;
    }

    public StandardRef standard() {
        return StandardRef.parse(standard);
    }

    /** A spread over it has to be settled in words. */
    public Points spreadBound() {
        return new Points(spreadBound);
    }

    public ConsolidationState state() {
        return state;
    }

    Map<String, Settlement> settlements() {
        return StoredJson.readSettlements(settlements);
    }

    /** The members whose sheets do not count. */
    public List<Excuse> excuses() {
        return StoredJson.readExcuses(excuses);
    }

    boolean excuses(UUID accountId) {
        return excuses().stream().anyMatch(excuse -> excuse.accountId().equals(accountId));
    }

    /** Whether it was ever signed after the phase. */
    public boolean late() {
        return late;
    }

    /** Whether the organiser has returned it, and it has not been signed again. */
    public boolean returned() {
        return returned;
    }

    /** Null while it is open. */
    public @Nullable Signature signature() {
        return signature;
    }
}
