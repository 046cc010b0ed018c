package cn.zhengping.app.sealing;

import cn.zhengping.app.database.PlatformWork;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Seals with one key, which the nodes share. The same content comes out the same each time, so that browsers may keep a link. */
@Component
public class Seals {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec sealing;
    private final SecretKeySpec nonces;

    Seals(JdbcClient jdbc, PlatformWork platform) {
        var secret = new SecretKeySpec(platform.call(() -> secret(jdbc)), "HmacSHA256");
        this.sealing = new SecretKeySpec(mac(secret, "seal"), "AES");
        this.nonces = new SecretKeySpec(mac(secret, "nonce"), "HmacSHA256");
    }

    /**
     * Text for an address.
     *
     * @param purpose has to be the same to open it
     */
    public String seal(String purpose, byte[] content) {
        var nonce = Arrays.copyOf(mac(nonces, purpose.getBytes(StandardCharsets.UTF_8), content), NONCE);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, purpose);
            var sealed = cipher.doFinal(content);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(NONCE + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What was sealed for this purpose; empty if it was not, here. */
    public Optional<byte[]> open(String purpose, String text) {
        try {
            var sealed = Base64.getUrlDecoder().decode(text);
            if (sealed.length < NONCE + TAG_BITS / 8) {
                return Optional.empty();
            }
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE), purpose);
            return Optional.of(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (IllegalArgumentException | AEADBadTagException forged) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] mac(SecretKeySpec key, String label) {
        return mac(key, label.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    private static byte[] mac(SecretKeySpec key, byte[] label, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(label);
            mac.update((byte) 0);
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Made by the first node that starts. */
    private static byte[] secret(JdbcClient jdbc) {
        jdbc.sql("lock table seal_key in exclusive mode").update();
        return jdbc.sql("select secret from seal_key order by created_at desc limit 1")
                .query(byte[].class)
                .optional()
                .orElseGet(() -> {
                    var made = new byte[32];
                    new SecureRandom().nextBytes(made);
                    jdbc.sql("insert into seal_key (id, secret) values (?, ?)")
                            .params(UUID.randomUUID(), made)
                            .update();
                    return made;
                });
    }
}
