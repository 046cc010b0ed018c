package cn.zhengping.search;

/**
 * What an entry is known by, among all tenants' entries.
 *
 * @param tenant code of the one tenant that the entry belongs to
 * @param id within tenant and kind; stays the same when the entry changes
 */
public record EntryKey(String tenant, EntryKind kind, String id) implements Comparable<EntryKey> {

    /** The last of all orders, so that none is left to chance. */
    @Override
    public int compareTo(EntryKey other) {
        return toString().compareTo(other.toString());
    }

    /** {@code 510900/CLAUSE/…}: unique, and the engines' own id. */
    @Override
    public String toString() {
        return tenant + "/" + kind + "/" + id;
    }
}
