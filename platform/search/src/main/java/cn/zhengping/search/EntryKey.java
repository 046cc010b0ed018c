package cn.zhengping.search;

import java.nio.charset.StandardCharsets;

/**
 * What an entry is known by, among all tenants' entries.
 *
 * @param tenant code of the one tenant that the entry belongs to
 * @param id within tenant and kind; stays the same when the entry changes
 */
public record EntryKey(String tenant, EntryKind kind, String id) implements Comparable<EntryKey> {

    private static final int MOST_BYTES = 512;

    /** @throws IllegalArgumentException if it is longer than the engines' own ids can be, 512 bytes */
    public EntryKey {
        String whole = tenant + "/" + kind + "/" + id;
        if (whole.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new IllegalArgumentException("No engine takes so long a key: " + whole);
        }
    }

    /** Of what {@link #toString()} has said. */
    public static EntryKey parse(String key) {
        String[] parts = key.split("/", 3);
        return new EntryKey(parts[0], EntryKind.valueOf(parts[1]), parts[2]);
    }

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
