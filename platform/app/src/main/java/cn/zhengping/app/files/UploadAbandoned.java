package cn.zhengping.app.files;

import cn.zhengping.app.events.ForTenant;
import cn.zhengping.tenants.TenantCode;
import java.util.UUID;

/** An upload that was begun came to nothing, and there is no such file any more. Published in the transaction that forgets it. */
public record UploadAbandoned(TenantCode recipient, UUID fileId) implements ForTenant {}
