package cn.zhengping.app.search;

import cn.zhengping.app.errors.PlatformException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A question that an account asks again and again, under a name. What it finds is asked for each time anew. */
@Entity
class SavedSearch {

    private static final int LONGEST_NAME = 60;

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Version
    private int version;

    private UUID accountId;

    private String name;

    @JdbcTypeCode(SqlTypes.JSON)
    private Question question;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected SavedSearch() {}

    SavedSearch(UUID accountId, String name, Question question, Instant now) {
        this.accountId = accountId;
        this.name = wellFormed(name);
        this.question = question;
        this.createdAt = now;
    }

    void rename(int expected, String newName) {
        if (version != expected) {
            throw new PlatformException(SearchError.STALE_VERSION);
        }
        name = wellFormed(newName);
    }

    private static String wellFormed(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            throw new PlatformException(SearchError.SAVED_SEARCH_NAME_ILL_FORMED, LONGEST_NAME);
        }
        return stripped;
    }

    public UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public int version() {
        return version;
    }

    public UUID accountId() {
        return accountId;
    }

    public String name() {
        return name;
    }

    public Question question() {
        return question;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
