package cn.zhengping.app.files;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.OperationOverHttp;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What a link answers if it cannot do what it is for: in the words of the API, with the status that programs understand. */
@RestControllerAdvice(assignableTypes = {UploadEndpoint.class, DownloadEndpoint.class})
class FileAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(FileAnswers.class);

    /** tus: the checksum does not fit. */
    private static final HttpStatusCode CHECKSUM_MISMATCH = HttpStatusCode.valueOf(460);

    private final OperationOverHttp words;

    FileAnswers(OperationOverHttp words) {
        this.words = words;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(PlatformException failure, HttpServletRequest request) {
        var said = words.refuse(request, failure);
        var status =
                failure.code() instanceof FileError code ? status(code, said.getStatusCode()) : said.getStatusCode();
        var answer = ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .header(Tus.RESUMABLE, Tus.VERSION)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (status == HttpStatus.PRECONDITION_FAILED) {
            answer.header(Tus.VERSIONS, Tus.VERSION);
        } else if (status == HttpStatus.METHOD_NOT_ALLOWED) {
            answer.header(HttpHeaders.ALLOW, UploadEndpoint.METHODS);
        }
        return answer.body(said.getBody());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> storeFailed(FileStoreException failure, HttpServletRequest request) {
        LOG.error("The store of files failed", failure);
        return refused(new PlatformException(FileError.STORE_UNREACHABLE), request);
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> failed(RuntimeException failure, HttpServletRequest request) {
        var said = words.refuse(request, failure);
        return ResponseEntity.status(said.getStatusCode())
                .contentType(MediaType.APPLICATION_JSON)
                .body(said.getBody());
    }

    private static HttpStatusCode status(FileError code, HttpStatusCode otherwise) {
        return switch (code) {
            case LINK_EXPIRED -> HttpStatus.GONE;
            case METHOD_UNSUPPORTED -> HttpStatus.METHOD_NOT_ALLOWED;
            case OFFSET_DIFFERS -> HttpStatus.CONFLICT;
            case SIZE_DIFFERS -> HttpStatus.CONTENT_TOO_LARGE;
            case CHECKSUM_DIFFERS -> CHECKSUM_MISMATCH;
            case TUS_VERSION_UNKNOWN -> HttpStatus.PRECONDITION_FAILED;
            case TUS_TYPE_UNSUPPORTED -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case STORE_UNREACHABLE -> HttpStatus.SERVICE_UNAVAILABLE;
            default -> otherwise;
        };
    }
}
