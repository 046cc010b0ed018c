package cn.zhengping.app.policies;

import cn.zhengping.tenants.TenantCode;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A clause as the API shows it: {@code PolicyClause}. */
record ClauseView(
        TenantCode tenant,
        UUID documentId,
        UUID id,
        String path,
        @Nullable UUID parent,
        int depth,
        ClauseKind kind,
        String label,
        @Nullable String heading,
        String text,
        @Nullable Integer page) {

    static ClauseView of(TenantCode tenant, PolicyClause clause) {
        return new ClauseView(
                tenant,
                clause.documentId(),
                clause.id(),
                clause.path(),
                clause.parentId(),
                clause.depth(),
                clause.kind(),
                clause.label(),
                clause.heading(),
                clause.text().strip(),
                clause.page());
    }
}
