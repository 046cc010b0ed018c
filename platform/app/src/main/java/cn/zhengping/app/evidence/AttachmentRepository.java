package cn.zhengping.app.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AttachmentRepository extends Repository<Attachment, UUID> {

    Attachment saveAndFlush(Attachment attachment);

    Optional<Attachment> findById(UUID id);

    List<Attachment> findByIdIn(Collection<UUID> ids);

    List<Attachment> findByEvidenceIdInOrderById(Collection<UUID> evidenceIds);

    List<Attachment> findByEvidenceIdAndState(UUID evidenceId, AttachmentState state);

    /** Standing attachments of a unit's evidence to a criterion of a standard. */
    @Query("select count(a) from Attachment a, Evidence e where e.id = a.evidenceId and e.unitId = ?1"
            + " and a.applicationId is null and a.standardId = ?2 and a.criterion = ?3 and a.state = STANDING")
    long toStandard(UUID unitId, String standardId, String criterion);

    /** Standing attachments to a criterion of an application, incidents included. */
    @Query("select count(a) from Attachment a"
            + " where a.applicationId = ?1 and a.criterion = ?2 and a.state = STANDING")
    long toApplication(UUID applicationId, String criterion);
}
