package cn.zhengping.app.evidence;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What evidence is known by in the index: its id for whom it belongs to, and {@code evidence@revision@application} for whom it
 * was handed in to. So an organiser finds what was handed in, and not what the unit has written since, or does with it
 * elsewhere.
 *
 * @param handedIn null for the latest revision, as its owner has it
 */
record EntryId(UUID evidence, @Nullable HandedIn handedIn) {

    private static final String UUID_FORM = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final Pattern FORM = Pattern.compile("(%1$s)(?:@(\\d{1,9})@(%1$s))?".formatted(UUID_FORM));

    /** What was handed in to one application. */
    record HandedIn(int revision, UUID application) {}

    static EntryId of(Evidence evidence) {
        return new EntryId(evidence.id(), null);
    }

    /** @param attachment one that hands in */
    static EntryId of(Attachment attachment) {
        return new EntryId(
                attachment.evidenceId(),
                new HandedIn(
                        Objects.requireNonNull(attachment.revision()),
                        Objects.requireNonNull(attachment.applicationId())));
    }

    /** Reads what {@link #toString()} writes; empty for what others have in the index. */
    static Optional<EntryId> parse(String text) {
        var parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(new EntryId(
                        UUID.fromString(parts.group(1)),
                        parts.group(2) == null
                                ? null
                                : new HandedIn(Integer.parseInt(parts.group(2)), UUID.fromString(parts.group(3)))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return handedIn == null
                ? evidence.toString()
                : evidence + "@" + handedIn.revision() + "@" + handedIn.application();
    }
}
