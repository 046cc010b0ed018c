package cn.zhengping.tenants;

import cn.zhengping.tenants.database.SchemaName;
import java.util.regex.Pattern;

/**
 * What a tenant is known by: the six digits of GB/T 2260 ({@code 510900} 遂宁市), or for a zone the operator's own word.
 *
 * @throws TenantException {@code CODE_ILL_FORMED} if it is neither six digits nor {@code [a-z][a-z0-9_]{1,29}}
 */
public record TenantCode(String value) implements Comparable<TenantCode> {

    private static final Pattern FORM = Pattern.compile("[0-9]{6}|[a-z][a-z0-9_]{1,29}");

    public TenantCode {
        if (!FORM.matcher(value).matches()) {
            throw new TenantException(TenantException.Code.CODE_ILL_FORMED, value);
        }
    }

    public SchemaName schema() {
        return SchemaName.ofTenant(value);
    }

    @Override
    public int compareTo(TenantCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
