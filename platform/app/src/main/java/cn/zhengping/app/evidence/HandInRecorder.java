package cn.zhengping.app.evidence;

import cn.zhengping.app.database.TransactionLock;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantRegistry;
import cn.zhengping.tenants.TenantState;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what an applicant has handed in into the organiser's schema. Comes after the applicant's transaction, in one of its
 * own, since each writes one schema; may come twice and out of order, so the highest change counts. Finds out then, once, which
 * files of all campaigns of the organiser look like these. An archived organiser has nothing left to write to.
 */
@Component
class HandInRecorder {

    /** If thousands have found what is taken back, so many find others in its place: all events of the organiser wait for it. */
    static final int MOST_REFILLED = 200;

    /** Bits of 64 that may differ: re-encoding and resizing change fewer, and pictures of different things differ in about 32. */
    static final int NEAR = 8;

    /**
     * Of what was handed in, what looks like it; of what does not stand any more, what looks like those that looked like it and
     * have room now, those with the fewest left first. What stands elsewhere is found by its digest or by a piece of its
     * fingerprint, of which at most one bit may differ.
     */
    static final String COMPARE = """
            with partner as (
                select distinct a.other_id as received_id, a.other_position as position
                from received_alike a join received_evidence gone on gone.id = a.received_id
                where gone.id = :id and gone.state <> 'STANDING'),
            short as (
                select partner.received_id, partner.position
                from partner
                join received_evidence e on e.id = partner.received_id
                join received_alike a on a.received_id = partner.received_id and a.position = partner.position
                join received_evidence other on other.id = a.other_id
                group by partner.received_id, partner.position
                having bool_and(e.state = 'STANDING') and count(*) filter (where other.state = 'STANDING') < :most
                order by count(*) filter (where other.state = 'STANDING'), partner.received_id, partner.position
                limit :refilled),
            looked as (
                select received_id, position from received_file where received_id = :id
                union
                select received_id, position from short),
            mine as (
                select f.*,
                    (select array_agg(band # flip) from unnest(f.bands) band,
                        (select 0 union all select 1 << bit_number from generate_series(0, 12) bit_number) flips (flip)) as bands_near
                from looked join received_file f using (received_id, position) join received_evidence e on e.id = f.received_id
                where e.state = 'STANDING'),
            pair as (
                select mine.received_id, mine.position, other.received_id as other_id, other.position as other_position,
                    true as same, 0 as distance
                from mine join received_file other on other.sha256 = mine.sha256
                union all
                select mine.received_id, mine.position, other.received_id, other.position,
                    false, bit_count((other.fingerprint # mine.fingerprint)::bit(64))::int
                from mine join received_file other on other.fingerprint is not null and other.bands && mine.bands_near
                where other.sha256 <> mine.sha256
                    and bit_count((other.fingerprint # mine.fingerprint)::bit(64)) <= :near),
            """ + ReceivedRepository.FOUND + """

            insert into received_alike (received_id, position, other_id, other_position, same, distance)
            select received_id, position, other_id, other_position, same, distance from found where place <= :most
            union
            select other_id, other_position, received_id, position, same, distance from found where place <= :most
            on conflict do nothing""";

    private final JdbcClient jdbc;
    private final TransactionLock lock;
    private final TransactionTemplate transaction;
    private final TenantRegistry registry;

    HandInRecorder(JdbcClient jdbc, TransactionLock lock, TransactionTemplate transaction, TenantRegistry registry) {
        this.jdbc = jdbc;
        this.lock = lock;
        this.transaction = transaction;
        this.registry = registry;
    }

    @Async
    @TransactionalEventListener
    void record(HandInChanged changed) {
        if (registry.get(changed.recipient()).state() == TenantState.ARCHIVED) {
            return;
        }
        CurrentTenant.run(changed.recipient(), () -> transaction.executeWithoutResult(status -> write(changed)));
    }

    private void write(HandInChanged changed) {
        // One after another: two that look alike would not see one another.
        lock.hold("received " + changed.recipient());
        var news = jdbc.sql("""
                        insert into received_evidence (id, change, state, campaign_id, application_id, area, applicant, unit_id,
                            unit_name, criterion, incident_date, incident_variant, incident_ordinal, evidence_id, revision, digest,
                            kind, title, note, address, reason, late, handed_in_at, handed_in_by_name)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set change = excluded.change, state = excluded.state
                        where received_evidence.change < excluded.change""")
                .param(changed.handIn())
                .param(changed.change())
                .param(changed.state().name())
                .param(changed.campaignId())
                .param(changed.applicationId())
                .param(changed.area())
                .param(changed.applicant().value())
                .param(changed.unitId())
                .param(changed.unitName())
                .param(changed.criterion())
                .param(changed.incidentDate())
                .param(changed.incidentVariant())
                .param(changed.incidentOrdinal())
                .param(changed.evidenceId())
                .param(changed.revision())
                .param(changed.digest())
                .param(changed.kind().name())
                .param(changed.title())
                .param(changed.note())
                .param(changed.address())
                .param(changed.reason())
                .param(changed.late())
                .param(changed.handedInAt().atOffset(ZoneOffset.UTC))
                .param(changed.handedInByName())
                .update();
        if (news == 0) {
            return;
        }
        for (var position = 0; position < changed.files().size(); position++) {
            var file = changed.files().get(position);
            jdbc.sql("""
                            insert into received_file (received_id, position, file_id, sha256, fingerprint) values (?, ?, ?, ?, ?)
                            on conflict (received_id, position) do update
                                set fingerprint = coalesce(excluded.fingerprint, received_file.fingerprint)""")
                    .param(changed.handIn())
                    .param(position)
                    .param(file.fileId())
                    .param(file.sha256())
                    .param(file.fingerprint())
                    .update();
        }
        jdbc.sql(COMPARE)
                .param("id", changed.handIn())
                .param("near", NEAR)
                .param("most", ReceivedRepository.MOST_ALIKE)
                .param("refilled", MOST_REFILLED)
                .update();
    }
}
