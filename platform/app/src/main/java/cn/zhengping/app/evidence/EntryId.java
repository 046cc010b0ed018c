package cn.zhengping.app.evidence;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What evidence is known by in the index: its id, and for an earlier revision that is still handed in its number behind it.
 * So an organiser finds what was handed in, and not what the unit has written since.
 *
 * @param revision null for the latest
 */
record EntryId(UUID evidence, @Nullable Integer revision) {

    static String of(Evidence evidence) {
        return evidence.id().toString();
    }

    static String of(Evidence evidence, int revision) {
        return revision == evidence.revision() ? of(evidence) : evidence.id() + "@" + revision;
    }

    /** Reads what the others write. */
    static EntryId parse(String text) {
        var at = text.indexOf('@');
        return at < 0
                ? new EntryId(UUID.fromString(text), null)
                : new EntryId(UUID.fromString(text.substring(0, at)), Integer.valueOf(text.substring(at + 1)));
    }
}
