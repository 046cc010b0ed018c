package cn.zhengping.app.files;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.errors.PlatformException;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How files come in: announced by a service whose caller may, then sent to the link that this gives. */
@Service
public class Uploads {

    private final Access access;

    Uploads(Access access) {
        this.access = access;
    }

    /**
     * Reserves the room and answers where to send the file. Whether the actor may is for the calling feature to have asked;
     * in the caller's transaction, so that what is rolled back reserves nothing.
     *
     * @throws PlatformException {@code NOT_LOGGED_IN}, {@code FILE_NAME_ILL_FORMED}, {@code FILE_EMPTY}, {@code
     *     FILE_TOO_LARGE}, {@code DIGEST_ILL_FORMED}, {@code TOO_MANY_FILES}, {@code STORAGE_FULL}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UploadLink begin(NewUpload upload) {
        access.actor();
        throw new UnsupportedOperationException(upload.toString());
    }

    /**
     * Another link to the same upload, for a sender who has lost it; for a file that is there already, one that says so.
     *
     * @throws PlatformException {@code FILE_UNKNOWN}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UploadLink resume(UUID fileId) {
        throw new UnsupportedOperationException(fileId.toString());
    }

    /** @throws PlatformException {@code FILE_UNKNOWN}, also for a file that somebody else has sent */
    @Transactional(readOnly = true)
    StoredFile own(UUID fileId) {
        throw new UnsupportedOperationException(fileId.toString());
    }
}
