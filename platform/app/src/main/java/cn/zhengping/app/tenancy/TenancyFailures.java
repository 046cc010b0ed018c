package cn.zhengping.app.tenancy;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.FailureTranslation;
import cn.zhengping.spi.Message;
import cn.zhengping.tenants.NoTenantBoundException;
import cn.zhengping.tenants.TenantException;
import cn.zhengping.tenants.divisions.InvalidDivisionCodeException;
import cn.zhengping.tenants.divisions.UnknownDivisionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** What the module of tenants says, for callers of the API. */
@Component
class TenancyFailures implements FailureTranslation {

    /** A code of that module; its message comes with the exception. */
    private record Code(String name, ErrorKind kind) implements ErrorCode {}

    @Override
    public @Nullable PlatformException translate(Throwable failure) {
        return switch (failure) {
            case TenantException tenant -> said(tenant.code(), kind(tenant.code()), tenant.said());
            case InvalidDivisionCodeException division -> said(division.code(), ErrorKind.BAD_REQUEST, division.said());
            case UnknownDivisionException division -> said(division.code(), ErrorKind.NOT_FOUND, division.said());
            // Thrown while a transaction begins, and wrapped by whoever begins it.
            case CannotCreateTransactionException beginning
            when beginning.getCause() != null -> translate(beginning.getCause());
            case NoTenantBoundException _ -> new PlatformException(TenancyError.NO_TENANT);
            default -> null;
        };
    }

    private static PlatformException said(Enum<?> code, ErrorKind kind, Message message) {
        return new PlatformException(new Code(code.name(), kind), message);
    }

    private static ErrorKind kind(TenantException.Code code) {
        return switch (code) {
            case CODE_ILL_FORMED, NAME_ILL_FORMED, PARENT_UNKNOWN, PARENT_ARCHIVED, PARENT_NOT_ABOVE ->
                ErrorKind.BAD_REQUEST;
            case TENANT_UNKNOWN, CROSSING_DENIED -> ErrorKind.NOT_FOUND;
            case CODE_IN_USE,
                    ALREADY_ACTIVE,
                    ALREADY_SUSPENDED,
                    ALREADY_ARCHIVED,
                    NOT_SUSPENDED,
                    HAS_CHILDREN,
                    STILL_IN_USE -> ErrorKind.CONFLICT;
            case OUT_OF_SERVICE -> ErrorKind.FORBIDDEN;
            case LEFTOVERS_IN_THE_WAY,
                    PROVISIONING_FAILED,
                    ROLE_NOT_REVOKED,
                    ARCHIVE_FILE_EXISTS,
                    ARCHIVING_FAILED,
                    OTHER_TENANT_BOUND,
                    CONTEXT_CHANGED_IN_TRANSACTION,
                    CROSSING_NESTED -> ErrorKind.INTERNAL;
        };
    }
}
