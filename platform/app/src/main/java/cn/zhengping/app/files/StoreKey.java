package cn.zhengping.app.files;

import cn.zhengping.tenants.TenantCode;
import java.util.Locale;
import java.util.UUID;

/** Where in the store what lies. What is kept lies under the digest of the original, so the same bytes lie there once. */
final class StoreKey {

    private StoreKey() {}

    static String of(TenantCode tenant, String sha256, Variant variant) {
        return tenant + "/" + variant.name().toLowerCase(Locale.ROOT) + "/" + sha256.substring(0, 2) + "/" + sha256;
    }

    static String piecesOf(TenantCode tenant, UUID file) {
        return tenant + "/incoming/" + file;
    }

    static String piecesOf(TenantCode tenant, UUID file, int attempt) {
        return piecesOf(tenant, file) + "/" + attempt;
    }

    /** One of its own for every request, so that two who send the same part do not write over one another. */
    static String piece(TenantCode tenant, UUID file, int attempt, long at) {
        return piecesOf(tenant, file, attempt) + "/" + at + "-" + UUID.randomUUID();
    }
}
