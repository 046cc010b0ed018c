package cn.zhengping.app.evidence;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ReceivedRepository extends Repository<ReceivedEvidence, UUID>, JpaSpecificationExecutor<ReceivedEvidence> {

    Optional<ReceivedEvidence> findById(UUID id);

    List<ReceivedEvidence> findByIdIn(Collection<UUID> ids);

    default Window<ReceivedEvidence> find(
            Specification<ReceivedEvidence> which, ScrollPosition position, Sort sort, Limit limit) {
        return findBy(which, query -> query.sortBy(sort).limit(limit.max()).scroll(position));
    }

    /** Two files that are or look the same: id and position of the one, id of the other, whether and how far they differ. */
    record Pair(UUID receivedId, int position, UUID otherId, boolean same, int distance) {}

    /**
     * The most alike first, of those that stand; some of each unit, if they are too many. Another place of the same evidence in
     * the same application is no finding.
     */
    @Query(nativeQuery = true, value = """
                    with in_turn as (
                        select p.*, row_number() over (partition by p.received_id, p.position, other.unit_id
                            order by p.same desc, p.distance, p.other_id, p.other_position) as turn
                        from received_alike p
                        join received_evidence mine on mine.id = p.received_id
                        join received_evidence other on other.id = p.other_id
                        where p.received_id in (:ids) and other.state = 'STANDING'
                            and not (other.evidence_id = mine.evidence_id and other.application_id = mine.application_id)),
                    found as (
                        select *, row_number() over (partition by received_id, position
                            order by turn, same desc, distance, other_id, other_position) as place
                        from in_turn)
                    select received_id, position, other_id, same, distance from found where place <= :most
                    order by received_id, position, same desc, distance, other_id, other_position""")
    List<Object[]> alike(Collection<UUID> ids, int most);
}
