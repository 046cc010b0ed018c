package cn.zhengping.app.files;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Where a link to a download leads: the bytes, whole or by range. What a browser could run is for saving only. */
@RestController
class DownloadEndpoint {

    private static final String PDF = "application/pdf";

    /** What a browser shows and does not run. */
    private static final Set<String> SHOWN =
            Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", PDF, "text/plain");

    private final Downloads downloads;
    private final Clock clock;

    DownloadEndpoint(Downloads downloads, Clock clock) {
        this.downloads = downloads;
        this.clock = clock;
    }

    @GetMapping("/files/{token}")
    ResponseEntity<Resource> download(@PathVariable String token) {
        var content = downloads.content(token);
        var type = Objects.requireNonNullElse(content.mediaType(), "");
        var shown = SHOWN.contains(type);
        var disposition = shown ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(shown ? MediaType.parseMediaType(type) : MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        "Content-Disposition",
                        disposition
                                .filename(content.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                // Chromium shows no PDF in a sandbox; its viewer is one itself.
                .header(
                        "Content-Security-Policy",
                        type.equals(PDF)
                                ? "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
                                : "default-src 'none'; sandbox")
                .eTag(content.tag())
                .cacheControl(CacheControl.maxAge(Duration.between(clock.instant(), content.expiresAt()))
                        .cachePrivate()
                        .immutable())
                .body(content.bytes());
    }
}
