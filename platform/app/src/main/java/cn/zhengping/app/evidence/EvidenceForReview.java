package cn.zhengping.app.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the answers about an application can rest on, for the feature that has the sheets. */
@Service
public class EvidenceForReview {

    private final JdbcClient jdbc;

    EvidenceForReview(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The revisions of this evidence that were handed in to the application, or made about it by its reviewers, by evidence;
     * what was neither has no entry. Nobody can withdraw them until the transaction ends, so that a sheet that is submitted
     * meanwhile is seen by whoever asks afterwards.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, List<PinnedEvidence>> of(UUID applicationId, Collection<UUID> evidenceIds) {
        if (evidenceIds.isEmpty()) {
            return Map.of();
        }
        var found = jdbc.sql("""
                        select evidence_id, revision, digest, title, state = 'STANDING' as latest,
                            state in ('STANDING', 'REPLACED') as standing
                        from received_evidence where application_id = :application and evidence_id in (:ids) for share""")
                .param("application", applicationId)
                .param("ids", evidenceIds)
                .query(PinnedEvidence.class)
                .list();
        found.addAll(jdbc.sql("""
                        select e.id as evidence_id, r.number as revision, r.digest, r.title, r.number = e.revision as latest,
                            e.state = 'STANDING' as standing
                        from evidence e join evidence_revision r on r.evidence_id = e.id
                        where e.application_id = :application and e.id in (:ids) for share of e""")
                .param("application", applicationId)
                .param("ids", evidenceIds)
                .query(PinnedEvidence.class)
                .list());
        return found.stream().collect(Collectors.groupingBy(PinnedEvidence::evidenceId));
    }
}
