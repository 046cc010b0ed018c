package cn.zhengping.app.standards;

import cn.zhengping.app.events.ForTenant;
import cn.zhengping.tenants.TenantCode;

/** Other plugins serve in the tenant than before; published in the transaction that did it. Which, is to be asked for then. */
public record ActivePluginsChanged(TenantCode recipient) implements ForTenant {}
