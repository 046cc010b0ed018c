package cn.zhengping.app.files;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.sealing.Seals;
import cn.zhengping.tenants.TenantCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
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
    private static final String PURPOSE = "file";
    private static final byte UPLOAD = 'U';
    private static final int FIXED = 1 + Long.BYTES + 2 * Long.BYTES;

    private final Clock clock;
    private final Duration downloadTime;
    private final String address;
    private final Seals seals;

    Links(Seals seals, FileProperties properties, Clock clock, @Value("${zhengping.public-url:}") String address) {
        this.clock = clock;
        this.downloadTime = properties.downloadTime();
        this.address = address.replaceAll("/+$", "");
        this.seals = seals;
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
        return seals.seal(
                PURPOSE,
                ByteBuffer.allocate(FIXED + code.length)
                        .put(purpose)
                        .putLong(until)
                        .putLong(file.getMostSignificantBits())
                        .putLong(file.getLeastSignificantBits())
                        .put(code)
                        .array());
    }

    private ByteBuffer open(String token) {
        return ByteBuffer.wrap(
                seals.open(PURPOSE, token).orElseThrow(() -> new PlatformException(FileError.LINK_INVALID)));
    }
}
