package cn.zhengping.app.search;

import cn.zhengping.app.events.ForTenant;
import cn.zhengping.search.EntryKind;
import cn.zhengping.tenants.TenantCode;
import java.util.Set;

/**
 * Something that can be found was written, changed or deleted, or other people may read it now. Published by its feature in
 * the transaction that did it; what is in the index afterwards is read from the database then.
 *
 * @param ids as the kind's {@link SearchSource} knows them; at most {@value #MOST}
 */
public record EntriesChanged(TenantCode recipient, EntryKind kind, Set<String> ids) implements ForTenant {

    /** A larger change is published as several. */
    public static final int MOST = 200;

    public EntriesChanged {
        ids = Set.copyOf(ids);
        if (ids.size() > MOST) {
            throw new IllegalArgumentException(ids.size() + " ids");
        }
    }
}
