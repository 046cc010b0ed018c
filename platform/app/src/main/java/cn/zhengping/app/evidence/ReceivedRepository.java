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

    /** Shown of what one file looks like, and kept for it when it comes; further ones that look like it find it. */
    int MOST_ALIKE = 20;

    /**
     * Of each {@code pair} the place, of those that stand. One of each unit first, then another one: nobody's own copies leave no
     * room for others'. Another place of the same evidence in the same application is no finding. Among equals, whoever came just
     * before: if all took the first ones, those would be found by all. Materialized, as the planner may believe that few stand,
     * and look for the pairs once for each that does.
     */
    String FOUND = """
            elsewhere as materialized (
                select pair.*, other.unit_id, other.state
                from pair
                join received_evidence mine on mine.id = pair.received_id
                join received_evidence other on other.id = pair.other_id
                where not (other.evidence_id = mine.evidence_id and other.application_id = mine.application_id)),
            in_turn as (
                select *, row_number() over (partition by received_id, position, unit_id
                    order by same desc, distance, other_id < received_id desc, other_id desc, other_position) as turn
                from elsewhere where state = 'STANDING'),
            found as (
                select *, row_number() over (partition by received_id, position
                    order by turn, same desc, distance, other_id < received_id desc, other_id desc, other_position) as place
                from in_turn)""";

    /** The most alike first, of those that stand; some of each unit, if they are too many. */
    @Query(
            nativeQuery = true,
            value = "with pair as (select * from received_alike where received_id in (:ids)),\n" + FOUND + """

                    select received_id, position, other_id, same, distance from found where place <= :most
                    order by received_id, position, same desc, distance, place""")
    List<Object[]> alike(Collection<UUID> ids, int most);
}
