package cn.zhengping.tenants;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tenant to be created.
 *
 * @param name 1 to 100 characters, none of them a control character
 * @param parent has to be a tenant of a higher level; null for none
 * @throws TenantException {@code NAME_ILL_FORMED}
 */
public record NewTenant(
        TenantCode code,
        String name,
        TenantKind kind,
        @Nullable TenantCode parent) {

    private static final Pattern NAME = Pattern.compile("(?=.*\\S)\\P{Cc}{1,100}");

    public NewTenant {
        if (!NAME.matcher(name).matches()) {
            throw new TenantException(TenantException.Code.NAME_ILL_FORMED, code.value());
        }
    }
}
