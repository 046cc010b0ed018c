package cn.zhengping.app.events;

import cn.zhengping.tenants.TenantCode;

/** An event whose listeners work on the data of one tenant, which need not be the one that published it. */
public interface ForTenant {

    /** As long as it is out of service, its listeners are not called again. */
    TenantCode recipient();
}
