package cn.zhengping.tenants.database;

import java.util.regex.Pattern;

/**
 * A schema, with the one role that works on its rows. Its characters need no quoting in SQL.
 *
 * @param value {@code platform}, or {@code t_} and the code of a tenant
 */
public record SchemaName(String value) {

    private static final Pattern FORM = Pattern.compile("platform|t_[a-z0-9_]{1,30}");

    /** What belongs to no tenant: the registry, event publications, what the app keeps beside them. */
    public static final SchemaName PLATFORM = new SchemaName("platform");

    public SchemaName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("no schema of this database: " + value);
        }
    }

    public static SchemaName ofTenant(String code) {
        return new SchemaName("t_" + code);
    }

    /** The role that {@link RoleSwitch} takes on: the tenant's is named as its schema. */
    public String role() {
        return equals(PLATFORM) ? DatabaseRoles.PLATFORM : value;
    }

    @Override
    public String toString() {
        return value;
    }
}
