package cn.zhengping.app.reviews;

import cn.zhengping.app.campaigns.Assignment;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.standards.StandardRef;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * 评分表 of one member of a group on one unit. {@code DRAFT → SUBMITTED}, and back by reopening. It lies whole in one row:
 * answers are read and written together, and a list of sheets costs one statement.
 */
@Entity
public class ScoreSheet {

    static final int FIRST_ROUND = 1;

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Version
    private int version;

    private UUID campaignId;

    private UUID applicationId;

    private UUID groupId;

    private UUID accountId;

    private String reviewer;

    private int round = FIRST_ROUND;

    private String standard;

    private @Nullable LocalDate asOf;

    @Enumerated(EnumType.STRING)
    private SheetState state = SheetState.DRAFT;

    private boolean late;

    private @Nullable Instant submittedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private String answers = "{}";

    @Transient
    private @Nullable Map<String, SheetAnswer> read;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ScoreSheet() {}

    /** An empty sheet. */
    ScoreSheet(Assignment given) {
        this(
                given.campaign().id(),
                given.application().id(),
                given.group().id(),
                given.member().accountId(),
                given.member().name(),
                given.standard());
    }

    ScoreSheet(
            UUID campaignId, UUID applicationId, UUID groupId, UUID accountId, String reviewer, StandardRef standard) {
        this.campaignId = campaignId;
        this.applicationId = applicationId;
        this.groupId = groupId;
        this.accountId = accountId;
        this.reviewer = reviewer;
        this.standard = standard.toString();
    }

    /** Puts answers in the place of those to the same criteria; the others stay. */
    void enter(Collection<SheetAnswer> entered) {
        requireDraft();
        var all = new HashMap<>(answers());
        entered.forEach(each -> all.put(each.criterionId(), each));
        store(all);
    }

    void clear(Collection<String> criteria) {
        requireDraft();
        var all = new HashMap<>(answers());
        for (var criterion : criteria) {
            if (all.remove(criterion) == null) {
                throw new PlatformException(ReviewError.NOT_ANSWERED, criterion);
            }
        }
        store(all);
    }

    private void store(Map<String, SheetAnswer> all) {
        answers = StoredJson.write(all);
        read = null;
    }

    /**
     * Hands it in.
     *
     * @param gaps criteria that are not answered yet
     * @param withoutEvidence criteria that earn points or are found met, ask for evidence and have none
     * @param today by which it is scored from now on
     */
    void submit(List<String> gaps, List<String> withoutEvidence, boolean isLate, Instant now, LocalDate today) {
        requireDraft();
        if (!gaps.isEmpty()) {
            throw new PlatformException(ReviewError.SHEET_INCOMPLETE, gaps.size(), String.join(", ", gaps));
        }
        if (!withoutEvidence.isEmpty()) {
            throw new PlatformException(ReviewError.EVIDENCE_MISSING, String.join(", ", withoutEvidence));
        }
        state = SheetState.SUBMITTED;
        late |= isLate;
        submittedAt = now;
        asOf = today;
    }

    void reopen() {
        if (state != SheetState.SUBMITTED) {
            throw new PlatformException(ReviewError.SHEET_NOT_SUBMITTED);
        }
        state = SheetState.DRAFT;
        submittedAt = null;
        asOf = null;
    }

    private void requireDraft() {
        if (state != SheetState.DRAFT) {
            throw new PlatformException(ReviewError.SHEET_ALREADY_SUBMITTED);
        }
    }

    void requireVersion(int expected) {
        if (version != expected) {
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

    /** Whose sheet it is. */
    public UUID accountId() {
        return accountId;
    }

    /** Name of the member, as the group was formed. */
    public String reviewer() {
        return reviewer;
    }

    /** 1 for the first. */
    public int round() {
        return round;
    }

    public StandardRef standard() {
        return StandardRef.parse(standard);
    }

    /** The day on which it was submitted and by which it is scored for good; null while it is a draft. */
    public @Nullable LocalDate asOf() {
        return asOf;
    }

    public SheetState state() {
        return state;
    }

    /** Whether it was ever submitted after the phase. */
    public boolean late() {
        return late;
    }

    public @Nullable Instant submittedAt() {
        return submittedAt;
    }

    /** By criterion. */
    public Map<String, SheetAnswer> answers() {
        if (read == null) {
            read = Collections.unmodifiableMap(StoredJson.readAnswers(answers));
        }
        return read;
    }

    /** What its answers rest on that was handed in, or made on the spot. */
    Stream<SheetEvidence> restsOn() {
        return answers().values().stream()
                .flatMap(answer -> answer.evidence().stream())
                .filter(each -> each.kind() == SheetEvidence.Kind.EVIDENCE);
    }
}
