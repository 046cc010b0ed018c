package cn.zhengping.app.standards;

import cn.zhengping.pluginhost.PluginRef;
import cn.zhengping.tenants.TenantCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that a tenant sees. Of one id and version it sees what the nearest has: itself, then its line of parents, then
 * the platform.
 *
 * @param sha256 of the archive, in lower-case hexadecimal: what it is known by
 * @param fileName under which it was first handed in
 * @param signedBy id of the key; null for none
 * @param tenant that has installed it; null for the platform
 * @param own whether that is whoever looks
 */
public record InstalledPlugin(
        PluginRef ref,
        String sha256,
        String fileName,
        boolean code,
        @Nullable String signedBy,
        @Nullable TenantCode tenant,
        boolean own,
        Instant installedAt) {

    /** Whose it is, as whoever looks sees it. */
    public enum Issuer {
        OWN,
        ABOVE,
        PLATFORM
    }

    public Issuer issuer() {
        return own ? Issuer.OWN : tenant == null ? Issuer.PLATFORM : Issuer.ABOVE;
    }
}
