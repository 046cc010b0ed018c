package cn.zhengping.app.files;

import cn.zhengping.extraction.Extraction.Notice;
import cn.zhengping.extraction.Fingerprint;
import cn.zhengping.tenants.TenantCode;
import java.time.Instant;
import java.util.Map;
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
 * @param mediaType by content, {@value #UNKNOWN_TYPE} where it cannot be told; null until it was read, be it in vain
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
        @Nullable FileFailure failure,
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

    static final String UNKNOWN_TYPE = "application/octet-stream";

    /** What file types are called whose subtype says something else. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            Map.entry("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
            Map.entry("application/msword", "doc"),
            Map.entry("application/vnd.ms-excel", "xls"),
            Map.entry("application/vnd.ms-powerpoint", "ppt"),
            Map.entry("application/vnd.ms-works", "wps"),
            Map.entry("application/kswps", "wps"),
            Map.entry("application/vnd.oasis.opendocument.text", "odt"),
            Map.entry("application/vnd.oasis.opendocument.spreadsheet", "ods"),
            Map.entry("application/vnd.oasis.opendocument.presentation", "odp"),
            Map.entry("application/xhtml+xml", "html"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("text/plain", "txt"));

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

    boolean mayBePhoto() {
        return mayBePhoto(mediaType);
    }

    /** Whether it may say where it was taken: true for what nobody knows, also because reading it went wrong at once. */
    static boolean mayBePhoto(@Nullable String mediaType) {
        return mediaType == null || mediaType.equals(UNKNOWN_TYPE) || mediaType.startsWith("image/");
    }

    /** The short name of what it is, such as {@code pdf}; null where that is not known. */
    public @Nullable String fileType() {
        if (mediaType == null || mediaType.equals(UNKNOWN_TYPE)) {
            return null;
        }
        var known = TYPES.get(mediaType);
        return known != null
                ? known
                : mediaType.substring(mediaType.indexOf('/') + 1).replaceFirst("^x-", "");
    }
}
