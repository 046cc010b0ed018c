package cn.zhengping.app.policies;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.files.Files;
import cn.zhengping.app.files.NewUpload;
import cn.zhengping.app.files.UploadAbandoned;
import cn.zhengping.app.files.UploadLink;
import cn.zhengping.app.files.Uploads;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What documents are imported from: pasted text, and files that were sent for the library. For tenant admins. */
@Service
class PolicySources {

    private static final int LONGEST = 500_000;

    /** Short names of the types that papers come in. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/msword", "doc"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            Map.entry("application/vnd.ms-excel", "xls"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
            Map.entry("application/vnd.ms-powerpoint", "ppt"),
            Map.entry("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
            Map.entry("application/vnd.ms-works", "wps"),
            Map.entry("application/kswps", "wps"),
            Map.entry("application/rtf", "rtf"),
            Map.entry("application/vnd.oasis.opendocument.text", "odt"),
            Map.entry("text/plain", "txt"),
            Map.entry("text/html", "html"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/png", "png"),
            Map.entry("image/tiff", "tiff"));

    private final Access access;
    private final Files files;
    private final Uploads uploads;
    private final JdbcClient jdbc;

    PolicySources(Access access, Files files, Uploads uploads, JdbcClient jdbc) {
        this.access = access;
        this.files = files;
        this.uploads = uploads;
        this.jdbc = jdbc;
    }

    /** One of both. */
    record Content(@Nullable String text, @Nullable UUID file) {}

    /** @throws PlatformException those of {@link Uploads#begin} */
    @Transactional
    UploadLink startUpload(NewUpload upload) {
        access.requireInWholeTenant(Role.TENANT_ADMIN);
        var link = uploads.begin(upload);
        jdbc.sql("insert into policy_upload (file_id) values (?)")
                .param(link.fileId())
                .update();
        return link;
    }

    /** In the transaction that forgets the upload. */
    @EventListener
    void forget(UploadAbandoned upload) {
        jdbc.sql("delete from policy_upload where file_id = ?")
                .param(upload.fileId())
                .update();
    }

    /**
     * @throws PlatformException {@code TEXT_EMPTY}, {@code TEXT_TOO_LONG}, {@code UPLOAD_UNKNOWN}, {@code FILE_NOT_READ_YET},
     *     {@code FILE_UNREADABLE}, {@code FILE_WITHOUT_TEXT}
     */
    @Transactional(readOnly = true)
    PolicySource read(Content content) {
        access.requireInWholeTenant(Role.TENANT_ADMIN);
        var source = content.file() == null
                ? new PolicySource(PaperText.pasted(content.text() == null ? "" : content.text()), null, null)
                : ofFile(content.file());
        if (source.paper().isBlank()) {
            throw new PlatformException(
                    content.file() == null ? PolicyError.TEXT_EMPTY : PolicyError.FILE_WITHOUT_TEXT);
        }
        if (source.paper().text().length() > LONGEST) {
            throw new PlatformException(PolicyError.TEXT_TOO_LONG, LONGEST);
        }
        return source;
    }

    private PolicySource ofFile(UUID fileId) {
        var ours = jdbc.sql("select count(*) from policy_upload where file_id = ?")
                .param(fileId)
                .query(Integer.class)
                .single();
        var file = files.find(fileId)
                .filter(found -> ours == 1)
                .orElseThrow(() -> new PlatformException(PolicyError.UPLOAD_UNKNOWN));
        return switch (file.state()) {
            case RECEIVING, STORED -> throw new PlatformException(PolicyError.FILE_NOT_READ_YET, file.name());
            case FAILED -> throw new PlatformException(PolicyError.FILE_UNREADABLE, file.name());
            case READ ->
                new PolicySource(
                        PaperText.of(files.pages(List.of(fileId)).getOrDefault(fileId, List.of()).stream()
                                .map(page -> new PaperText.Page(page.number(), page.text()))
                                .toList()),
                        fileId,
                        file.mediaType() == null
                                ? null
                                : TYPES.get(file.mediaType().replaceFirst("[ ;].*", "")));
        };
    }

    /** The file of a document that has another text now, or is no more. */
    void release(@Nullable UUID fileId) {
        if (fileId != null) {
            jdbc.sql("delete from policy_upload where file_id = ?")
                    .param(fileId)
                    .update();
            files.release(fileId);
        }
    }
}
