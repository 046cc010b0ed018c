package cn.zhengping.app.evidence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What rests on evidence, as the feature knows that has the sheets. Called within a transaction at the organiser, also
 * without an actor.
 */
public interface EvidenceUse {

    /** The sheets on these applications, submitted or signed, whose answers rest on any of this evidence. */
    List<Sheet> sheets(Collection<UUID> applicationIds, Collection<UUID> evidenceIds);

    /**
     * A sheet that rests on evidence.
     *
     * @param signedBy name of the leader; null where nobody has signed yet
     * @param signedAt null where nobody has signed yet
     */
    record Sheet(
            UUID evidenceId,
            UUID applicationId,
            @Nullable String signedBy,
            @Nullable Instant signedAt) {

        public boolean signed() {
            return signedBy != null;
        }
    }
}
