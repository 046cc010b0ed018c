package cn.zhengping.app.evidence;

import cn.zhengping.app.access.Actor;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What evidence said at one time. Never changed. */
@Entity
@Immutable
public class EvidenceRevision {

    private static final JsonMapper JSON = new JsonMapper();

    /** To be raised when what the digest is over changes its form. */
    private static final int FORMAT = 1;

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    private UUID evidenceId;

    private int number;

    @Enumerated(EnumType.STRING)
    private EvidenceKind kind;

    private String title;

    private @Nullable String note;

    private @Nullable String address;

    private @Nullable String reason;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<RevisionFile> files;

    private String digest;

    private Instant madeAt;

    private UUID madeBy;

    private String madeByName;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected EvidenceRevision() {}

    EvidenceRevision(UUID evidenceId, int number, NewRevision said, List<RevisionFile> files, Actor by, Instant now) {
        this.evidenceId = evidenceId;
        this.number = number;
        this.kind = said.content().kind();
        this.title = said.title();
        this.note = said.note();
        this.address = said.content() instanceof EvidenceContent.Link link ? link.address() : null;
        this.reason = said.content() instanceof EvidenceContent.Reason why
                ? why.words().strip()
                : null;
        this.files = List.copyOf(files);
        this.madeAt = now;
        this.madeBy = by.account();
        this.madeByName = by.name();
        this.digest = DigestUtils.sha256Hex(canonical());
    }

    /** All that it says, always in the same form; files by their digests. */
    private String canonical() {
        var root = JSON.createObjectNode();
        root.put("format", FORMAT).put("kind", kind.name()).put("title", title);
        if (note != null) {
            root.put("note", note);
        }
        if (address != null) {
            root.put("address", address);
        }
        if (reason != null) {
            root.put("reason", reason);
        }
        var digests = root.putArray("files");
        files.forEach(file -> digests.addObject().put("name", file.name()).put("sha256", file.sha256()));
        return root.toString();
    }

    UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public UUID evidenceId() {
        return evidenceId;
    }

    /** From 1. */
    public int number() {
        return number;
    }

    public EvidenceKind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    public @Nullable String note() {
        return note;
    }

    /** Of a link. */
    public @Nullable String address() {
        return address;
    }

    /** Why there is none, or it is not public. */
    public @Nullable String reason() {
        return reason;
    }

    public List<RevisionFile> files() {
        return files;
    }

    /** SHA-256 of all that it says, in lower-case hexadecimal. */
    public String digest() {
        return digest;
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
}
