package cn.zhengping.app.files;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.files.Reception.Checksum;
import cn.zhengping.app.files.Reception.Progress;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** Where a link to an upload leads: PUT of the whole file, or tus 1.0. The bodies are streams; nothing reads them before. */
@RestController
@RequestMapping("/files/uploads/{token}")
class UploadEndpoint {

    /** By the protocol's names. */
    private static final Map<String, String> ALGORITHMS = Map.of("md5", "MD5", "sha1", "SHA-1", "sha256", "SHA-256");

    static final String METHODS = "PUT, HEAD, PATCH, DELETE, POST, OPTIONS";

    private final Reception reception;

    UploadEndpoint(Reception reception) {
        this.reception = reception;
    }

    record Received(String fileId, long size, String sha256) {}

    @PutMapping
    ResponseEntity<Received> whole(@PathVariable String token, HttpServletRequest request) throws IOException {
        if (request.getHeader(HttpHeaders.CONTENT_RANGE) != null) {
            throw new PlatformException(FileError.TUS_HEADER_INVALID, HttpHeaders.CONTENT_RANGE);
        }
        var done = reception.whole(token, request.getInputStream(), request.getContentLengthLong());
        return ResponseEntity.status(HttpStatus.CREATED)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Received(done.file().toString(), done.size(), Objects.requireNonNull(done.sha256())));
    }

    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> protocol() {
        return ResponseEntity.noContent()
                .header(Tus.RESUMABLE, Tus.VERSION)
                .header(Tus.VERSIONS, Tus.VERSION)
                .header(Tus.EXTENSION, Tus.EXTENSIONS)
                .header(
                        Tus.ALGORITHMS,
                        String.join(",", ALGORITHMS.keySet().stream().sorted().toList()))
                .header(HttpHeaders.ALLOW, METHODS)
                .build();
    }

    @RequestMapping(method = RequestMethod.HEAD)
    ResponseEntity<Void> progress(@PathVariable String token, HttpServletRequest request) {
        requireVersion(request);
        return told(HttpStatus.OK, reception.progress(token));
    }

    @PatchMapping
    ResponseEntity<Void> part(@PathVariable String token, HttpServletRequest request) throws IOException {
        requireVersion(request);
        if (!Tus.CONTENT_TYPE.equals(request.getContentType())) {
            throw new PlatformException(FileError.TUS_TYPE_UNSUPPORTED, Tus.CONTENT_TYPE);
        }
        var progress = reception.part(
                token,
                offset(request),
                request.getInputStream(),
                request.getContentLengthLong(),
                checksum(request.getHeader(Tus.CHECKSUM)));
        return told(HttpStatus.NO_CONTENT, progress);
    }

    @DeleteMapping
    ResponseEntity<Void> giveUp(@PathVariable String token, HttpServletRequest request) {
        requireVersion(request);
        reception.giveUp(token);
        return ResponseEntity.noContent().header(Tus.RESUMABLE, Tus.VERSION).build();
    }

    /** For who sits behind something that lets only GET and POST through. */
    @PostMapping
    ResponseEntity<Void> instead(@PathVariable String token, HttpServletRequest request) throws IOException {
        return switch (Objects.requireNonNullElse(request.getHeader(Tus.OVERRIDE), "")) {
            case "PATCH" -> part(token, request);
            case "DELETE" -> giveUp(token, request);
            case "HEAD" -> progress(token, request);
            default -> throw new PlatformException(FileError.TUS_HEADER_INVALID, Tus.OVERRIDE);
        };
    }

    /** Every other method. */
    @RequestMapping
    ResponseEntity<Void> otherwise(HttpServletRequest request) {
        throw new PlatformException(FileError.METHOD_UNSUPPORTED, request.getMethod());
    }

    private static ResponseEntity<Void> told(HttpStatus status, Progress progress) {
        var answer = ResponseEntity.status(status)
                .header(Tus.RESUMABLE, Tus.VERSION)
                .header(Tus.OFFSET, Long.toString(progress.received()))
                .header(Tus.LENGTH, Long.toString(progress.size()))
                .cacheControl(CacheControl.noStore());
        if (!progress.complete()) {
            answer.header(
                    Tus.EXPIRES,
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            progress.expiresAt().atOffset(ZoneOffset.UTC)));
        }
        return answer.build();
    }

    private static void requireVersion(HttpServletRequest request) {
        var version = request.getHeader(Tus.RESUMABLE);
        if (!Tus.VERSION.equals(version)) {
            throw new PlatformException(
                    FileError.TUS_VERSION_UNKNOWN, Tus.RESUMABLE + ": " + version, Tus.RESUMABLE + ": " + Tus.VERSION);
        }
    }

    private static long offset(HttpServletRequest request) {
        var given = request.getHeader(Tus.OFFSET);
        if (given == null || !given.matches("[0-9]{1,18}")) {
            throw new PlatformException(FileError.TUS_HEADER_INVALID, Tus.OFFSET);
        }
        return Long.parseLong(given);
    }

    private static @Nullable Checksum checksum(@Nullable String given) {
        if (given == null) {
            return null;
        }
        var parts = given.strip().split(" ", 2);
        var algorithm = ALGORITHMS.get(parts[0].toLowerCase(Locale.ROOT));
        if (algorithm == null || parts.length < 2) {
            throw new PlatformException(FileError.TUS_HEADER_INVALID, Tus.CHECKSUM);
        }
        try {
            return new Checksum(MessageDigest.getInstance(algorithm), parts[1].strip());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
