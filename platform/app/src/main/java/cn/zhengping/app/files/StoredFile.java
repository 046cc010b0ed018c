package cn.zhengping.app.files;

import cn.zhengping.extraction.Extraction.Failure;
import cn.zhengping.extraction.Extraction.Notice;
import cn.zhengping.extraction.Fingerprint;
import cn.zhengping.tenants.TenantCode;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file of a tenant, as it stood when it was looked up. Names its tenant, so that links to it can still be made after
 * whoever looked it up has gone back to their own.
 *
 * @param name as its sender calls it, without any folder
 * @param size in bytes, as announced while it is {@link FileState#RECEIVING}
 * @param received bytes that have arrived
 * @param sha256 in hexadecimal; null while it is RECEIVING
 * @param mediaType by content; null until it is READ or FAILED
 * @param failure why it is FAILED; null otherwise
 * @param notices what somebody should know about its text
 * @param pages pieces of text that it has
 * @param characters of all of its text
 * @param preview whether there is a {@link Variant#PREVIEW}
 * @param shown whether {@link Variant#SHOWN} is a copy of its own
 * @param fingerprint of a picture; null where it is none
 * @param uploadedBy id of the account
 * @param storedAt when all of it was there; null before
 * @param releasedAt when nobody needed it any more; null as long as somebody does
 */
public record StoredFile(
        TenantCode tenant,
        UUID id,
        String name,
        long size,
        long received,
        @Nullable String sha256,
        FileState state,
        @Nullable String mediaType,
        @Nullable Failure failure,
        Set<Notice> notices,
        int pages,
        long characters,
        boolean preview,
        boolean shown,
        @Nullable Fingerprint fingerprint,
        UUID uploadedBy,
        Instant begunAt,
        @Nullable Instant storedAt,
        @Nullable Instant releasedAt) {

    public StoredFile {
        notices = Set.copyOf(notices);
    }

    /** Whether it is all there, read or not. */
    public boolean complete() {
        return state != FileState.RECEIVING;
    }

    /** Whether its content is a picture; false until that is known. */
    public boolean picture() {
        return mediaType != null && mediaType.startsWith("image/");
    }
}
