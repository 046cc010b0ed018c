package cn.zhengping.app.evidence;

import cn.zhengping.app.access.Actor;
import cn.zhengping.app.errors.PlatformException;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * 佐证材料. Lies with whoever made it: a unit's with the unit's tenant, a reviewer's with the organiser. What it says is in its
 * revisions, of which each stays as it is; here is what the latest says.
 */
@Entity
public class Evidence {

    static final int MOST_REVISIONS = 100;

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Version
    private int version;

    private @Nullable UUID unitId;

    private @Nullable UUID campaignId;

    private @Nullable UUID applicationId;

    private @Nullable String area;

    private String division;

    private String path;

    @Enumerated(EnumType.STRING)
    private EvidenceKind kind;

    private String title;

    private int revision;

    @Enumerated(EnumType.STRING)
    private EvidenceState state = EvidenceState.STANDING;

    private Instant madeAt;

    private UUID madeBy;

    private String madeByName;

    private @Nullable Instant withdrawnAt;

    private @Nullable UUID withdrawnBy;

    private @Nullable String withdrawnBecause;

    private @Nullable Instant purgeAt;

    private @Nullable Instant purgedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected Evidence() {}

    /** With its first revision. */
    Evidence(Place place, NewRevision wanted, Actor by, Instant now) {
        this.unitId = place.unitId();
        this.campaignId = place.campaignId();
        this.applicationId = place.applicationId();
        this.area = place.area();
        this.division = place.division();
        this.path = "/" + String.join("/", place.line()) + "/";
        this.kind = wanted.content().kind();
        this.title = wanted.title();
        this.revision = 1;
        this.madeAt = now;
        this.madeBy = by.account();
        this.madeByName = by.name();
    }

    /** Takes what a further revision says. */
    void revise(NewRevision wanted) {
        requireStanding();
        if (revision == MOST_REVISIONS) {
            throw new PlatformException(EvidenceError.REVISIONS_FULL, title, MOST_REVISIONS);
        }
        kind = wanted.content().kind();
        title = wanted.title();
        revision++;
    }

    void withdraw(Actor by, @Nullable String because, Instant now, Duration kept) {
        requireStanding();
        state = EvidenceState.WITHDRAWN;
        withdrawnAt = now;
        withdrawnBy = by.account();
        withdrawnBecause = because;
        purgeAt = now.plus(kept);
    }

    /** Its files are given up. */
    void purged(Instant now) {
        purgedAt = now;
        purgeAt = null;
    }

    /** A sheet rests on it: to be asked again. */
    void keepUntil(Instant then) {
        purgeAt = then;
    }

    void requireStanding() {
        if (state == EvidenceState.WITHDRAWN) {
            throw new PlatformException(EvidenceError.EVIDENCE_WITHDRAWN, title);
        }
    }

    void requireVersion(int expected) {
        if (version != expected) {
            throw new PlatformException(EvidenceError.STALE_VERSION, title);
        }
    }

    public UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public int version() {
        return version;
    }

    /** The unit whose it is; null for a reviewer's. */
    public @Nullable UUID unitId() {
        return unitId;
    }

    /** What a reviewer's is about; null for a unit's. */
    public @Nullable UUID applicationId() {
        return applicationId;
    }

    /** The unit or the application. */
    UUID about() {
        return Objects.requireNonNull(unitId == null ? applicationId : unitId);
    }

    /** Of the application that a reviewer's is about; null for a unit's. */
    public @Nullable UUID campaignId() {
        return campaignId;
    }

    /** Of the application that a reviewer's is about; null for a unit's. */
    @Nullable
    String area() {
        return area;
    }

    /** Code of the division that the unit serves. */
    public String division() {
        return division;
    }

    /** The division and all above it, from the smallest, as they were when it was made. */
    List<String> line() {
        return Arrays.stream(path.split("/", -1))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    public EvidenceKind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    /** Number of the latest revision. */
    public int revision() {
        return revision;
    }

    public EvidenceState state() {
        return state;
    }

    public Instant madeAt() {
        return madeAt;
    }

    /** Account. */
    public UUID madeBy() {
        return madeBy;
    }

    public String madeByName() {
        return madeByName;
    }

    public @Nullable Instant withdrawnAt() {
        return withdrawnAt;
    }

    /** Account. */
    public @Nullable UUID withdrawnBy() {
        return withdrawnBy;
    }

    public @Nullable String withdrawnBecause() {
        return withdrawnBecause;
    }

    @Nullable
    Instant purgeAt() {
        return purgeAt;
    }

    /** When its files were given up; null as long as they are there. */
    public @Nullable Instant purgedAt() {
        return purgedAt;
    }
}
