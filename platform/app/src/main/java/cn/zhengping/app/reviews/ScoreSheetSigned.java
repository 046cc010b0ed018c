package cn.zhengping.app.reviews;

import cn.zhengping.tenants.TenantCode;
import java.util.UUID;

/** A leader has signed the consolidated sheet of an application. A later change voids the signature. */
public record ScoreSheetSigned(TenantCode tenant, UUID campaignId, UUID applicationId, String digest) {}
