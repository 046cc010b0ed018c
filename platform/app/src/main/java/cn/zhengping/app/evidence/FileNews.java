package cn.zhengping.app.evidence;

import cn.zhengping.app.files.FileRead;
import cn.zhengping.app.files.UploadAbandoned;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantRegistry;
import cn.zhengping.tenants.TenantState;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hears what becomes of the files of evidence: once one was read, its text is to be found, and the organisers that it was
 * handed in to are told what its pictures look like.
 */
@Component
class FileNews {

    private final EvidenceFiles owned;
    private final EvidenceRepository evidence;
    private final AttachmentRepository attachments;
    private final RevisionRepository revisions;
    private final EvidenceNews news;
    private final TransactionTemplate transaction;
    private final TenantRegistry registry;

    FileNews(
            EvidenceFiles owned,
            EvidenceRepository evidence,
            AttachmentRepository attachments,
            RevisionRepository revisions,
            EvidenceNews news,
            TransactionTemplate transaction,
            TenantRegistry registry) {
        this.owned = owned;
        this.evidence = evidence;
        this.attachments = attachments;
        this.revisions = revisions;
        this.news = news;
        this.transaction = transaction;
        this.registry = registry;
    }

    @Async
    @TransactionalEventListener
    void read(FileRead file) {
        inTenant(
                file.recipient(),
                () -> owned.evidenceOf(file.fileId()).flatMap(evidence::hold).ifPresent(of -> tell(of, file)));
    }

    private void tell(Evidence of, FileRead file) {
        var numbers = revisions.findByEvidenceIdInOrderByNumber(List.of(of.id())).stream()
                .filter(revision ->
                        revision.files().stream().anyMatch(each -> each.fileId().equals(file.fileId())))
                .map(EvidenceRevision::number)
                .collect(Collectors.toSet());
        var handIns = attachments.findByEvidenceIdInOrderById(List.of(of.id())).stream()
                .filter(each -> each.handedIn() && numbers.contains(each.revision()))
                .toList();
        for (var handIn : handIns) {
            handIn.changed();
            attachments.saveAndFlush(handIn);
        }
        news.handedIn(of, handIns);
        news.indexed(of);
    }

    @Async
    @TransactionalEventListener
    void abandoned(UploadAbandoned file) {
        inTenant(file.recipient(), () -> owned.forget(file.fileId()));
    }

    private void inTenant(TenantCode tenant, Runnable work) {
        if (registry.get(tenant).state() != TenantState.ARCHIVED) {
            CurrentTenant.run(tenant, () -> transaction.executeWithoutResult(status -> work.run()));
        }
    }
}
