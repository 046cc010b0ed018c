package cn.zhengping.app.files;

import cn.zhengping.spi.Message;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Files over GraphQL, wherever a feature shows one, and how much of them a tenant may have. */
@Controller
class FileController {

    private static final String WORDS = FileController.class.getPackageName() + ".messages";

    private final Files files;
    private final Uploads uploads;
    private final Limits limits;

    FileController(Files files, Uploads uploads, Limits limits) {
        this.files = files;
        this.uploads = uploads;
        this.limits = limits;
    }

    record SetFileLimitsInput(
            String tenant,
            @Nullable Long largest,
            @Nullable Integer filesAllowed,
            @Nullable Long bytesAllowed) {}

    @QueryMapping
    FileLimits fileLimits() {
        return limits.ofOwnTenant();
    }

    @QueryMapping
    StoredFile uploadedFile(@Argument UUID id) {
        return uploads.own(id);
    }

    @MutationMapping
    FileLimits setFileLimits(@Argument SetFileLimitsInput input) {
        return limits.set(input.tenant(), input.largest(), input.filesAllowed(), input.bytesAllowed());
    }

    @SchemaMapping(typeName = "File")
    @Nullable
    Message failure(StoredFile file) {
        return file.failure() == null ? null : Message.of(WORDS, "FAILURE_" + file.failure());
    }

    @SchemaMapping(typeName = "File")
    List<Message> notices(StoredFile file) {
        return file.notices().stream()
                .sorted()
                .map(notice -> Message.of(WORDS, "NOTICE_" + notice))
                .toList();
    }

    @SchemaMapping(typeName = "File")
    @Nullable
    String preview(StoredFile file) {
        return files.link(file, Variant.PREVIEW);
    }

    @SchemaMapping(typeName = "File")
    @Nullable
    String download(StoredFile file) {
        return files.link(file, Variant.SHOWN);
    }

    @SchemaMapping(typeName = "Capture")
    @Nullable
    String takenAt(Capture capture) {
        return capture.takenAt() == null ? null : DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(capture.takenAt());
    }
}
