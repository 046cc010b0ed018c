package cn.zhengping.app.files;

import cn.zhengping.app.events.ForTenant;
import cn.zhengping.tenants.TenantCode;
import java.util.UUID;

/**
 * It is known what is in a file, or why that cannot be known. Published in the transaction that makes it {@link
 * FileState#READ} or {@link FileState#FAILED}.
 */
public record FileRead(TenantCode recipient, UUID fileId) implements ForTenant {}
