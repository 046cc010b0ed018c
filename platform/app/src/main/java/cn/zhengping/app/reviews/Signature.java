package cn.zhengping.app.reviews;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.UUID;

/**
 * A leader's signature.
 *
 * @param digest SHA-256 of the content, in lower-case hexadecimal
 * @param content canonical JSON of all that counts, as it was signed
 */
@Embeddable
public record Signature(
        @Column(name = "signed_by") UUID accountId,
        @Column(name = "signed_by_name") String name,
        @Column(name = "signed_at") Instant at,
        String digest,
        String content) {}
