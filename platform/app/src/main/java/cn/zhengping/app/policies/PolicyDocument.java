package cn.zhengping.app.policies;

import cn.zhengping.app.errors.PlatformException;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** 政策文件: a paper in the library of a tenant. */
@Entity
class PolicyDocument {

    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_ISSUER = 200;

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Version
    private int version;

    @Enumerated(EnumType.STRING)
    private PolicyState state = PolicyState.DRAFT;

    private @Nullable String numberIssuer;
    private @Nullable Integer numberYear;
    private @Nullable Integer numberSequence;
    private String title;
    private @Nullable String issuer;
    private @Nullable LocalDate issuedOn;
    private @Nullable LocalDate effectiveFrom;
    private @Nullable LocalDate validUntil;
    private String region;
    private LocalDate listedOn;
    private @Nullable LocalDate repealedOn;
    private @Nullable String repealedByTenant;
    private @Nullable UUID repealedByDocument;
    private @Nullable String repealedByNumber;
    private @Nullable UUID fileId;
    private @Nullable String fileType;
    private int revision;
    private int clauseCount;
    private Instant importedAt;
    private @Nullable Instant publishedAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected PolicyDocument() {}

    /** @param importedOn the day of {@code importedAt} */
    PolicyDocument(PolicyMetadata metadata, String region, Instant importedAt, LocalDate importedOn) {
        this();
        this.importedAt = importedAt;
        this.listedOn = importedOn;
        describe(metadata, region);
    }

    /**
     * @param newRegion the one that the metadata names, or the tenant's
     * @throws PlatformException {@code TITLE_MISSING}, {@code TITLE_ILL_FORMED}, {@code ISSUER_MISSING}, {@code
     *     ISSUER_ILL_FORMED}, {@code NUMBER_ILL_FORMED}, {@code VALIDITY_CONTRADICTORY}
     */
    final void describe(PolicyMetadata metadata, String newRegion) {
        var newTitle = stripped(metadata.title());
        if (newTitle == null) {
            throw new PlatformException(PolicyError.TITLE_MISSING);
        }
        if (newTitle.length() > LONGEST_TITLE) {
            throw new PlatformException(PolicyError.TITLE_ILL_FORMED, LONGEST_TITLE);
        }
        var newIssuer = stripped(metadata.issuer());
        if (newIssuer != null && newIssuer.length() > LONGEST_ISSUER) {
            throw new PlatformException(PolicyError.ISSUER_ILL_FORMED, LONGEST_ISSUER);
        }
        if (newIssuer == null && state == PolicyState.PUBLISHED) {
            throw new PlatformException(PolicyError.ISSUER_MISSING, newTitle);
        }
        var begins = metadata.effectiveFrom() != null ? metadata.effectiveFrom() : metadata.issuedOn();
        if (begins != null
                && metadata.validUntil() != null
                && metadata.validUntil().isBefore(begins)) {
            throw new PlatformException(
                    PolicyError.VALIDITY_CONTRADICTORY, metadata.validUntil().toString(), begins.toString());
        }
        var number = numberOf(metadata);
        numberIssuer = number == null ? null : number.issuer();
        numberYear = number == null ? null : number.year();
        numberSequence = number == null ? null : number.sequence();
        title = newTitle;
        issuer = newIssuer;
        issuedOn = metadata.issuedOn();
        effectiveFrom = metadata.effectiveFrom();
        validUntil = metadata.validUntil();
        region = newRegion;
        listedOn = issuedOn == null ? listedOn : issuedOn;
    }

    /** @throws PlatformException {@code NUMBER_ILL_FORMED} */
    static @Nullable DocumentNumber numberOf(PolicyMetadata metadata) {
        var text = stripped(metadata.number());
        return text == null
                ? null
                : DocumentNumber.parse(text)
                        .orElseThrow(() -> new PlatformException(PolicyError.NUMBER_ILL_FORMED, text));
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Takes another text, from a file or not. */
    void read(PolicySource source, int clauses) {
        fileId = source.fileId();
        fileType = source.fileType();
        clauseCount = clauses;
        revision++;
    }

    void publish(Instant now) {
        if (state == PolicyState.PUBLISHED) {
            throw new PlatformException(PolicyError.ALREADY_PUBLISHED, title);
        }
        if (issuer == null) {
            throw new PlatformException(PolicyError.ISSUER_MISSING, title);
        }
        state = PolicyState.PUBLISHED;
        publishedAt = now;
    }

    void requirePublished() {
        if (state != PolicyState.PUBLISHED) {
            throw new PlatformException(PolicyError.NOT_PUBLISHED, title);
        }
    }

    void repeal(LocalDate since, @Nullable String byTenant, @Nullable UUID byDocument, @Nullable String byNumber) {
        requirePublished();
        if (repealedOn != null) {
            throw new PlatformException(PolicyError.ALREADY_REPEALED, title);
        }
        repealedOn = since;
        repealedByTenant = byTenant;
        repealedByDocument = byDocument;
        repealedByNumber = byNumber;
    }

    void restore() {
        if (repealedOn == null) {
            throw new PlatformException(PolicyError.NOT_REPEALED, title);
        }
        repealedOn = null;
        repealedByTenant = null;
        repealedByDocument = null;
        repealedByNumber = null;
    }

    void requireVersion(int expected) {
        if (version != expected) {
            throw new PlatformException(PolicyError.STALE_VERSION, title);
        }
    }

    /** What has been repealed and what has expired is repealed. */
    PolicyStanding standing(LocalDate day) {
        if (repealedOn != null && !repealedOn.isAfter(day)) {
            return PolicyStanding.REPEALED;
        }
        if (validUntil != null && validUntil.isBefore(day)) {
            return PolicyStanding.EXPIRED;
        }
        return effectiveFrom != null && effectiveFrom.isAfter(day)
                ? PolicyStanding.NOT_YET_IN_FORCE
                : PolicyStanding.IN_FORCE;
    }

    UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    int version() {
        return version;
    }

    PolicyState state() {
        return state;
    }

    @Nullable
    DocumentNumber number() {
        return numberIssuer == null || numberSequence == null
                ? null
                : new DocumentNumber(numberIssuer, numberYear, numberSequence);
    }

    String title() {
        return title;
    }

    @Nullable
    String issuer() {
        return issuer;
    }

    @Nullable
    LocalDate issuedOn() {
        return issuedOn;
    }

    @Nullable
    LocalDate effectiveFrom() {
        return effectiveFrom;
    }

    @Nullable
    LocalDate validUntil() {
        return validUntil;
    }

    String region() {
        return region;
    }

    @Nullable
    LocalDate repealedOn() {
        return repealedOn;
    }

    @Nullable
    String repealedByTenant() {
        return repealedByTenant;
    }

    @Nullable
    UUID repealedByDocument() {
        return repealedByDocument;
    }

    @Nullable
    String repealedByNumber() {
        return repealedByNumber;
    }

    @Nullable
    UUID fileId() {
        return fileId;
    }

    @Nullable
    String fileType() {
        return fileType;
    }

    int revision() {
        return revision;
    }

    int clauseCount() {
        return clauseCount;
    }

    Instant importedAt() {
        return importedAt;
    }

    @Nullable
    Instant publishedAt() {
        return publishedAt;
    }
}
