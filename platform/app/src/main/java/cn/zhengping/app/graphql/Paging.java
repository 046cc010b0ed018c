package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.OffsetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;

/**
 * The part of a list that a request asks for, from the arguments {@code first} and {@code after}, or {@code last} and
 * {@code before}. A controller method takes it as a parameter, hands it on, and returns the {@link Window}; the answer
 * becomes a Relay connection by itself.
 *
 * @param cursor where the page begins, exclusively; null at the list's beginning, or its end where {@code forward} is false
 * @param size at most so many nodes; at least 1, within the limits of {@link GraphQlLimits}
 * @param forward whether the page lies after its cursor or before it
 */
public record Paging(@Nullable ScrollPosition cursor, int size, boolean forward) {

    /** Reads rows: a Spring Data method with these three parameters. */
    @FunctionalInterface
    public interface Rows<T> {
        Window<T> read(KeysetScrollPosition position, Sort sort, Limit limit);
    }

    /**
     * A page of rows by keyset: as quick on the thousandth page as on the first, and unmoved by rows that come and go.
     *
     * @param sort properties without nulls, which together are unique: end it with the id
     * @throws PlatformException if the cursor is not one of this list
     */
    public <T> Window<T> rows(Sort sort, Rows<T> rows) {
        var start = switch (cursor) {
            case null -> ScrollPosition.keyset();
            case KeysetScrollPosition keyset when hasKeys(keyset, sort) -> keyset;
            default -> throw new PlatformException(GraphQlErrorCode.CURSOR_INVALID);
        };
        try {
            return rows.read(forward ? start.forward() : start.backward(), sort, Limit.of(size));
        } catch (InvalidDataAccessApiUsageException failure) {
            // Keys of the right names and other types come from another list, or from somebody who makes up cursors.
            throw cursor == null ? failure : new PlatformException(GraphQlErrorCode.CURSOR_INVALID);
        }
    }

    private static boolean hasKeys(KeysetScrollPosition position, Sort sort) {
        return sort.stream().map(Sort.Order::getProperty).allMatch(position.getKeys()::containsKey);
    }

    /**
     * A page of a list that is in memory anyway.
     *
     * @throws PlatformException if the cursor is not one of such a list
     */
    public <T> Window<T> of(List<T> all) {
        var at = switch (cursor) {
            case null -> forward ? -1 : all.size();
            case OffsetScrollPosition offset -> Math.clamp(offset.getOffset(), -1, all.size());
            default -> throw new PlatformException(GraphQlErrorCode.CURSOR_INVALID);
        };
        var from = forward ? Math.min(at + 1, all.size()) : Math.max(at - size, 0);
        var to = forward ? Math.min(from + size, all.size()) : Math.max(at, 0);
        return Window.from(all.subList(from, to), index -> ScrollPosition.offset(from + index), to < all.size());
    }
}
