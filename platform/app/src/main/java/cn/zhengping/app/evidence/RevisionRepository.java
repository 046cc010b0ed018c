package cn.zhengping.app.evidence;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RevisionRepository extends Repository<EvidenceRevision, UUID> {

    EvidenceRevision saveAndFlush(EvidenceRevision revision);

    List<EvidenceRevision> findByEvidenceIdInOrderByNumber(Collection<UUID> evidenceIds);

    /** The latest of each. */
    @Query("select r from EvidenceRevision r, Evidence e"
            + " where e.id = r.evidenceId and r.number = e.revision and e.id in ?1")
    List<EvidenceRevision> latest(Collection<UUID> evidenceIds);
}
