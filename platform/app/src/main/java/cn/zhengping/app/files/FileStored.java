package cn.zhengping.app.files;

import cn.zhengping.app.events.ForTenant;
import cn.zhengping.tenants.TenantCode;
import java.util.UUID;

/** All of a file has arrived; it is going to be read. Published in the transaction that makes it {@link FileState#STORED}. */
public record FileStored(TenantCode recipient, UUID fileId) implements ForTenant {}
