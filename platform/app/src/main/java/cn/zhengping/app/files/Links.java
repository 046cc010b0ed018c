package cn.zhengping.app.files;

import cn.zhengping.app.database.PlatformWork;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.TenantCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Links that need no token: what they are for is sealed into them, so they can neither be made nor read without the key that
 * the nodes share. The same link to a download comes out for some minutes, so that browsers can keep what it leads to.
 */
@Component
class Links {

    private static final String UPLOADS = "/files/uploads/";
    private static final String DOWNLOADS = "/files/";
    private static final long STEP = Duration.ofMinutes(5).toSeconds();
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final byte UPLOAD = 'U';
    private static final int FIXED = 1 + Long.BYTES + 2 * Long.BYTES;

    private final Clock clock;
    private final Duration downloadTime;
    private final String address;
    private final SecretKeySpec sealing;
    private final SecretKeySpec nonces;

    Links(
            JdbcClient jdbc,
            PlatformWork platform,
            FileProperties properties,
            Clock clock,
            @Value("${zhengping.public-url:}") String address) {
        this.clock = clock;
        this.downloadTime = properties.downloadTime();
        this.address = address.replaceAll("/+$", "");
        var secret = platform.call(() -> secret(jdbc));
        this.sealing = new SecretKeySpec(mac(new SecretKeySpec(secret, "HmacSHA256"), "seal"), "AES");
        this.nonces = new SecretKeySpec(mac(new SecretKeySpec(secret, "HmacSHA256"), "nonce"), "HmacSHA256");
    }

    /** What a link to an upload is for; until when it is good, the upload knows. */
    record Upload(TenantCode tenant, UUID file) {}

    /** What a link to a download is for. */
    record Download(TenantCode tenant, UUID file, Variant variant, Instant expiresAt) {}

    String toUpload(TenantCode tenant, UUID file) {
        return address + UPLOADS + seal(UPLOAD, 0, file, tenant);
    }

    String toDownload(TenantCode tenant, UUID file, Variant variant) {
        var until = clock.instant().plus(downloadTime).getEpochSecond();
        return address + DOWNLOADS + seal(purpose(variant), Math.ceilDiv(until, STEP) * STEP, file, tenant);
    }

    /** @throws PlatformException {@code LINK_INVALID} */
    Upload upload(String token) {
        var opened = open(token);
        if (opened.get() != UPLOAD) {
            throw new PlatformException(FileError.LINK_INVALID);
        }
        opened.getLong();
        var file = new UUID(opened.getLong(), opened.getLong());
        return new Upload(tenant(opened), file);
    }

    /** @throws PlatformException {@code LINK_INVALID}, {@code LINK_EXPIRED} */
    Download download(String token) {
        var opened = open(token);
        var purpose = opened.get();
        var variant = Arrays.stream(Variant.values())
                .filter(it -> purpose(it) == purpose)
                .findFirst()
                .orElseThrow(() -> new PlatformException(FileError.LINK_INVALID));
        var expiresAt = Instant.ofEpochSecond(opened.getLong());
        if (expiresAt.isBefore(clock.instant())) {
            throw new PlatformException(FileError.LINK_EXPIRED);
        }
        var file = new UUID(opened.getLong(), opened.getLong());
        return new Download(tenant(opened), file, variant, expiresAt);
    }

    private static byte purpose(Variant variant) {
        return switch (variant) {
            case ORIGINAL -> 'O';
            case PREVIEW -> 'P';
            case SHOWN -> 'S';
        };
    }

    private static TenantCode tenant(ByteBuffer rest) {
        return new TenantCode(StandardCharsets.UTF_8.decode(rest).toString());
    }

    private String seal(byte purpose, long until, UUID file, TenantCode tenant) {
        var code = tenant.value().getBytes(StandardCharsets.UTF_8);
        var plain = ByteBuffer.allocate(FIXED + code.length)
                .put(purpose)
                .putLong(until)
                .putLong(file.getMostSignificantBits())
                .putLong(file.getLeastSignificantBits())
                .put(code)
                .array();
        // Made from the content: the same for the same content, and another for any other.
        var nonce = Arrays.copyOf(mac(nonces, plain), NONCE);
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, nonce));
            var sealed = cipher.doFinal(plain);
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

    private ByteBuffer open(String token) {
        var sealed = decoded(token);
        if (sealed == null || sealed.length < NONCE + FIXED + TAG_BITS / 8) {
            throw new PlatformException(FileError.LINK_INVALID);
        }
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, sealing, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE));
            return ByteBuffer.wrap(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (AEADBadTagException forged) {
            throw new PlatformException(FileError.LINK_INVALID);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte @Nullable [] decoded(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException forged) {
            return null;
        }
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        return mac(key, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(SecretKeySpec key, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Made by the first node that starts. */
    private static byte[] secret(JdbcClient jdbc) {
        jdbc.sql("lock table link_key in exclusive mode").update();
        return jdbc.sql("select secret from link_key order by created_at desc limit 1")
                .query(byte[].class)
                .optional()
                .orElseGet(() -> {
                    var made = new byte[32];
                    new SecureRandom().nextBytes(made);
                    jdbc.sql("insert into link_key (id, secret) values (?, ?)")
                            .params(UUID.randomUUID(), made)
                            .update();
                    return made;
                });
    }
}
