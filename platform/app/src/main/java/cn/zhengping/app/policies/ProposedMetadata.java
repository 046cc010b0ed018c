package cn.zhengping.app.policies;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a paper seems to say about itself, for a person to confirm. Null is what it does not say.
 *
 * @param repeals other papers that it says are no longer in force
 */
public record ProposedMetadata(
        @Nullable Read<DocumentNumber> number,
        @Nullable Read<String> title,
        @Nullable Read<String> issuer,
        @Nullable Read<LocalDate> issuedOn,
        @Nullable Read<LocalDate> effectiveFrom,
        @Nullable Read<LocalDate> validUntil,
        List<Read<Repeal>> repeals) {

    public ProposedMetadata {
        repeals = List.copyOf(repeals);
    }

    /**
     * Something that was read.
     *
     * @param sure false for what the web page around the paper says, or what was pieced together from a damaged copy
     */
    public record Read<T>(T value, boolean sure, Place place) {}

    /**
     * A place in the text.
     *
     * @param from of its first char
     * @param to after its last char
     * @param page null where there are no pages
     * @param words what stands there
     */
    public record Place(int from, int to, @Nullable Integer page, String words) {}

    /**
     * Another paper that ends with this one.
     *
     * @param number null where only its title is named
     */
    public record Repeal(String title, @Nullable DocumentNumber number) {}

    static <T> @Nullable T value(@Nullable Read<T> read) {
        return read == null ? null : read.value();
    }
}
