package cn.zhengping.app.evidence;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What evidence consists of. Files are those that were uploaded for what it is about. */
public sealed interface EvidenceContent {

    /** A document. */
    record Document(UUID file) implements EvidenceContent {}

    /** A picture of what is there. */
    record Photo(UUID file) implements EvidenceContent {}

    /** Something on the web. */
    record Link(String address, @Nullable UUID screenshot) implements EvidenceContent {}

    /** Why there is none, or it is not public. */
    record Reason(String words, List<UUID> copies) implements EvidenceContent {
        public Reason {
            copies = List.copyOf(copies);
        }
    }

    default EvidenceKind kind() {
        return switch (this) {
            case Document _ -> EvidenceKind.FILE;
            case Photo _ -> EvidenceKind.PHOTO;
            case Link _ -> EvidenceKind.LINK;
            case Reason _ -> EvidenceKind.REASON;
        };
    }

    default List<UUID> files() {
        return switch (this) {
            case Document document -> List.of(document.file());
            case Photo photo -> List.of(photo.file());
            case Link link -> link.screenshot() == null ? List.of() : List.of(link.screenshot());
            case Reason reason -> reason.copies();
        };
    }
}
