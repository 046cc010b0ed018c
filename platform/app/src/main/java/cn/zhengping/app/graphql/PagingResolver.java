package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.graphql.data.pagination.CursorStrategy;

/** Reads a {@link Paging} from a field's arguments, for a controller method that has it as a parameter. */
final class PagingResolver implements HandlerMethodArgumentResolver {

    private final CursorStrategy<ScrollPosition> cursors;
    private final GraphQlLimits limits;

    PagingResolver(CursorStrategy<ScrollPosition> cursors, GraphQlLimits limits) {
        this.cursors = cursors;
        this.limits = limits;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class;
    }

    @Override
    public Paging resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment) {
        Integer first = environment.getArgument("first");
        Integer last = environment.getArgument("last");
        String after = environment.getArgument("after");
        String before = environment.getArgument("before");
        var forward = last == null && before == null;
        if (!forward && (first != null || after != null)) {
            throw new PlatformException(GraphQlErrorCode.PAGE_DIRECTION_UNCLEAR);
        }
        return new Paging(position(forward ? after : before), size(forward ? first : last), forward);
    }

    private int size(@Nullable Integer asked) {
        if (asked == null) {
            return limits.defaultPageSize();
        }
        if (asked < 1) {
            throw new PlatformException(GraphQlErrorCode.PAGE_SIZE_INVALID, limits.maxPageSize());
        }
        if (asked > limits.maxPageSize()) {
            throw new PlatformException(GraphQlErrorCode.PAGE_TOO_LARGE, asked, limits.maxPageSize());
        }
        return asked;
    }

    private @Nullable ScrollPosition position(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return cursors.fromCursor(cursor);
        } catch (IllegalArgumentException unreadable) {
            throw new PlatformException(GraphQlErrorCode.CURSOR_INVALID);
        }
    }
}
