package cn.zhengping.app.evidence;

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

    /** Kept for a file when it comes; further ones that look like it find it. */
    private static final int MOST_ALIKE = 20;

    /** Bits of 64 that may differ: re-encoding and resizing change fewer, and pictures of different things differ in about 32. */
    private static final int NEAR = 8;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TenantRegistry registry;

    HandInRecorder(JdbcClient jdbc, TransactionTemplate transaction, TenantRegistry registry) {
        this.jdbc = jdbc;
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
        jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("received " + changed.recipient())
                .query(Integer.class)
                .single();
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
            compare(changed, position);
        }
    }

    private void compare(HandInChanged changed, int position) {
        jdbc.sql("""
                        with mine as (select * from received_file where received_id = :id and position = :position),
                        near as (
                            select other.received_id, other.position, other.sha256 = mine.sha256 as same,
                                case when other.sha256 = mine.sha256 then 0
                                    else bit_count((other.fingerprint # mine.fingerprint)::bit(64))::int end as distance
                            from received_file other, mine
                            where other.received_id <> mine.received_id
                                and (other.sha256 = mine.sha256
                                    or bit_count((other.fingerprint # mine.fingerprint)::bit(64)) <= :near)
                            order by same desc, distance, other.received_id, other.position
                            limit :most)
                        insert into received_alike (received_id, position, other_id, other_position, same, distance)
                        select :id, :position, received_id, position, same, distance from near
                        union all
                        select received_id, position, :id, :position, same, distance from near
                        on conflict do nothing""")
                .param("id", changed.handIn())
                .param("position", position)
                .param("near", NEAR)
                .param("most", MOST_ALIKE)
                .update();
    }
}
