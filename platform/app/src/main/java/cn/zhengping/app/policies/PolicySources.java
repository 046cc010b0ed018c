package cn.zhengping.app.policies;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.files.Files;
import cn.zhengping.app.files.NewUpload;
import cn.zhengping.app.files.UploadAbandoned;
import cn.zhengping.app.files.UploadLink;
import cn.zhengping.app.files.Uploads;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What documents are imported from: pasted text, and files that were sent for the library. For tenant admins. */
@Service
class PolicySources {

    private static final int LONGEST = 500_000;

    private static final String UNUSED =
            "not exists (select 1 from policy_document where policy_document.file_id = policy_upload.file_id)";

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
                        file.fileType());
        };
    }

    /**
     * To be asked by whoever makes a document of it, whose it is once the transaction ends.
     *
     * @throws PlatformException {@code UPLOAD_UNKNOWN} if it was forgotten meanwhile
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void hold(UUID fileId) {
        var held = jdbc.sql("select file_id from policy_upload where file_id = ? for share")
                .param(fileId)
                .query(UUID.class)
                .optional();
        if (held.isEmpty()) {
            throw new PlatformException(PolicyError.UPLOAD_UNKNOWN);
        }
    }

    /**
     * What was sent before, and is no document's. What has not arrived is not ours to let go: whoever clears it away as an
     * upload holds its file first, and then the row here.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    List<UUID> unused(Instant before) {
        var unused = jdbc.sql("select file_id from policy_upload where begun_at < ? and " + UNUSED)
                .param(before.atOffset(ZoneOffset.UTC))
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
        var stored = files.byIds(unused);
        return unused.stream()
                .filter(id -> {
                    var file = stored.get(id);
                    return file == null || file.complete();
                })
                .toList();
    }

    /** Releases it, unless it is a document's by now. */
    @Transactional(propagation = Propagation.MANDATORY)
    void letGo(UUID fileId) {
        // Who is just making a document of it is waited for, and asked about then.
        jdbc.sql("select file_id from policy_upload where file_id = ? for update")
                .param(fileId)
                .query(UUID.class)
                .optional();
        var deleted = jdbc.sql("delete from policy_upload where file_id = ? and " + UNUSED)
                .param(fileId)
                .update();
        if (deleted == 1) {
            files.release(fileId);
        }
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
