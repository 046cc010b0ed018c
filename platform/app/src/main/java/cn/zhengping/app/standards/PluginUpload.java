package cn.zhengping.app.standards;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.OperationOverHttp;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartRequest;

/**
 * {@code POST /plugins}: the mutation {@code installPlugin} for archives that are too large for it, as a form with the parts
 * {@code plugin} and, for a signed one, {@code signature}; {@code POST /plugins/check} likewise the query {@code
 * checkPlugin}. The form is read only once it is known that the sender may install.
 */
@RestController
class PluginUpload {

    private static final String INSTALL = """
            mutation($input: InstallPluginInput!) {
              installPlugin(input: $input) {
                id version sha256 code signedBy issuer active previous region
                standards { ref title version unitKinds }
                campaignTemplates { ref title version }
              }
            }""";

    private static final String CHECK = """
            query($input: InstallPluginInput!) {
              checkPlugin(input: $input) {
                sha256 id version code signedBy region
                standards { ref title version unitKinds }
                campaignTemplates { ref title version }
                problems { code file line column path message }
              }
            }""";

    private final Plugins plugins;
    private final OperationOverHttp operation;

    PluginUpload(Plugins plugins, OperationOverHttp operation) {
        this.plugins = plugins;
        this.operation = operation;
    }

    @PostMapping("/plugins")
    ResponseEntity<Map<String, Object>> install(HttpServletRequest request) throws IOException {
        return run(request, INSTALL);
    }

    @PostMapping("/plugins/check")
    ResponseEntity<Map<String, Object>> check(HttpServletRequest request) throws IOException {
        return run(request, CHECK);
    }

    private ResponseEntity<Map<String, Object>> run(HttpServletRequest request, String document) throws IOException {
        plugins.requireInstaller();
        if (!(request instanceof MultipartRequest form)) {
            throw new PlatformException(StandardsError.UPLOAD_NOT_A_FORM);
        }
        var plugin = form.getFile("plugin");
        if (plugin == null) {
            throw new PlatformException(StandardsError.UPLOAD_WITHOUT_PLUGIN);
        }
        return operation.run(request, document, Map.of("input", input(plugin, form.getFile("signature"))));
    }

    private static Map<String, Object> input(MultipartFile plugin, @Nullable MultipartFile signature)
            throws IOException {
        var input = new HashMap<String, Object>();
        input.put("fileName", Objects.requireNonNullElse(plugin.getOriginalFilename(), ""));
        input.put("content", plugin.getBytes());
        if (signature != null) {
            input.put("signature", signature.getBytes());
        }
        return input;
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> tooLarge(MaxUploadSizeExceededException failure, HttpServletRequest request) {
        return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE)
                .body(operation
                        .refuse(request, new PlatformException(StandardsError.UPLOAD_TOO_LARGE))
                        .getBody());
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> broken(MultipartException failure, HttpServletRequest request) {
        return operation.refuse(request, new PlatformException(StandardsError.UPLOAD_NOT_A_FORM));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(PlatformException failure, HttpServletRequest request) {
        return operation.refuse(request, failure);
    }
}
