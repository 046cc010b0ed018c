package cn.zhengping.app.units;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.spi.UnitKind;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** What is evaluated: a centre, a station, a window, a department. */
@Entity
public class ServiceUnit {

    private static final int LONGEST_NAME = 200;

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Version
    private int version;

    @Enumerated(EnumType.STRING)
    private UnitKind kind;

    private String name;

    private String division;

    private @Nullable String address;

    @Enumerated(EnumType.STRING)
    private UnitState state = UnitState.OPEN;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ServiceUnit() {}

    ServiceUnit(UnitKind kind, String name, String division, @Nullable String address) {
        this.kind = kind;
        this.name = checked(name);
        this.division = division;
        this.address = address;
    }

    void describe(String newName, @Nullable String newAddress) {
        requireOpen();
        name = checked(newName);
        address = newAddress;
    }

    void close() {
        requireOpen();
        state = UnitState.CLOSED;
    }

    void requireOpen() {
        if (state == UnitState.CLOSED) {
            throw new PlatformException(UnitError.UNIT_CLOSED, name);
        }
    }

    void requireVersion(int expected) {
        if (version != expected) {
            throw new PlatformException(UnitError.STALE_VERSION, name);
        }
    }

    private static String checked(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            throw new PlatformException(UnitError.NAME_ILL_FORMED, LONGEST_NAME);
        }
        return stripped;
    }

    public UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public int version() {
        return version;
    }

    public UnitKind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    /** Code of the division that it serves, or the tenant's own code where the directory has none. */
    public String division() {
        return division;
    }

    public @Nullable String address() {
        return address;
    }

    public UnitState state() {
        return state;
    }
}
