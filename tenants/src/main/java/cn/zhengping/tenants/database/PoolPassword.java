package cn.zhengping.tenants.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The password of the role {@code zhengping_pool}. */
public record PoolPassword(String value) {

    /**
     * The same on every node, without another secret to hand out: HMAC-SHA-256 of the role's name under the owner's
     * password.
     *
     * @param ownerPassword not empty
     */
    public static PoolPassword derivedFrom(String ownerPassword) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ownerPassword.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var digest = mac.doFinal(DatabaseRoles.POOL.getBytes(StandardCharsets.UTF_8));
            return new PoolPassword(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
