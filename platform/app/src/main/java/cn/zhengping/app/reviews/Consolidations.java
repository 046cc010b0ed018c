package cn.zhengping.app.reviews;

import cn.zhengping.app.errors.PlatformException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The sheets of groups, made by their leaders from those of the members. */
@Service
public class Consolidations {

    /**
     * The sheets that stand signed, by application; no entry where none does. For the feature that gives results: whose
     * they are is not checked here.
     */
    @Transactional(readOnly = true)
    public Map<UUID, SignedSheet> signed(Collection<UUID> applicationIds) {
        throw new UnsupportedOperationException();
    }

    /**
     * Returns a signed sheet to its group: the signature is void and goes into the history, and the group may work on
     * this application until it is signed again, also while the campaign is verifying and whatever its phases say.
     *
     * @throws PlatformException {@code NOT_SIGNED}, {@code REASON_MISSING}, {@code REVIEW_OVER}; {@code ROLE_MISSING} for
     *     all but campaign managers
     */
    @Transactional
    public void giveBack(UUID applicationId, String reason) {
        throw new UnsupportedOperationException();
    }
}
