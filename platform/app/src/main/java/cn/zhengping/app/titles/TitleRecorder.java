package cn.zhengping.app.titles;

import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantRegistry;
import cn.zhengping.tenants.TenantState;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what a unit has won into its own tenant. Comes after the organiser's transaction, in one of its own, since each
 * writes one schema; may come twice, and then writes nothing more. An archived tenant has nothing left to write to.
 */
@Component
class TitleRecorder {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TenantRegistry registry;

    TitleRecorder(JdbcClient jdbc, TransactionTemplate transaction, TenantRegistry registry) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.registry = registry;
    }

    @Async
    @TransactionalEventListener
    void record(ResultPublished result) {
        if (registry.get(result.applicant()).state() == TenantState.ARCHIVED) {
            return;
        }
        CurrentTenant.run(result.applicant(), () -> transaction.executeWithoutResult(status -> write(result)));
    }

    private void write(ResultPublished result) {
        for (var grant : result.grants()) {
            jdbc.sql("""
                            insert into title_held (id, organiser, campaign_id, campaign_title, application_id, unit_id, title_id,
                                title_zh, title_en, grant_id, grant_zh, grant_en, kind, level, granted_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                            on conflict do nothing""")
                    .param(UUID.randomUUID())
                    .param(result.organiser().value())
                    .param(result.campaignId())
                    .param(result.campaignTitle())
                    .param(result.applicationId())
                    .param(result.unitId())
                    .param(result.titleId())
                    .param(result.title().zh())
                    .param(result.title().en())
                    .param(grant.id())
                    .param(grant.label().zh())
                    .param(grant.label().en())
                    .param(grant.kind().name())
                    .param(grant.level().name())
                    .param(result.publishedAt().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }
}
