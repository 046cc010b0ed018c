package cn.zhengping.tenants;

import cn.zhengping.spi.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that cannot be done with a tenant, and what to do instead. Nothing was changed. */
public final class TenantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Code code;
    private final transient Message said;

    TenantException(Code code, Object... arguments) {
        this(code, null, arguments);
    }

    TenantException(Code code, @Nullable Throwable cause, Object... arguments) {
        this(code, cause, Message.of("cn.zhengping.tenants.messages", code.name(), arguments));
    }

    private TenantException(Code code, @Nullable Throwable cause, Message said) {
        super(code.name() + ": " + said.in(Locale.ENGLISH), cause);
        this.code = code;
        this.said = said;
    }

    public Code code() {
        return code;
    }

    public Message said() {
        return said;
    }

    /** What is wrong. */
    public enum Code {
        CODE_ILL_FORMED,
        NAME_ILL_FORMED,
        CODE_IN_USE,
        TENANT_UNKNOWN,
        PARENT_UNKNOWN,
        PARENT_ARCHIVED,
        PARENT_NOT_ABOVE,
        ALREADY_ACTIVE,
        ALREADY_SUSPENDED,
        ALREADY_ARCHIVED,
        NOT_SUSPENDED,
        HAS_CHILDREN,
        /** Transactions that began before it was suspended have not ended. */
        STILL_IN_USE,
        /** A role or schema of its name is in the database, though no tenant has it. */
        LEFTOVERS_IN_THE_WAY,
        PROVISIONING_FAILED,
        /** The database role could be granted by somebody else than the owner, and cannot be taken back. */
        ROLE_NOT_REVOKED,
        ARCHIVE_FILE_EXISTS,
        ARCHIVING_FAILED,
        /** Suspended, archived, unknown, or its migration failed: its data cannot be reached. */
        OUT_OF_SERVICE,
        OTHER_TENANT_BOUND,
        CONTEXT_CHANGED_IN_TRANSACTION,
        CROSSING_NESTED,
        CROSSING_DENIED
    }
}
