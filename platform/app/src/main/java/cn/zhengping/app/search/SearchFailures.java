package cn.zhengping.app.search;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.FailureTranslation;
import cn.zhengping.search.InvalidSearchException;
import cn.zhengping.search.SearchIndexException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the index says, for callers of the API. */
@Component
class SearchFailures implements FailureTranslation {

    private static final Logger LOG = LoggerFactory.getLogger(SearchFailures.class);

    @Override
    public @Nullable PlatformException translate(Throwable failure) {
        return switch (failure) {
            case InvalidSearchException invalid ->
                new PlatformException(
                        switch (invalid.reason()) {
                            case TEXT_TOO_LONG -> SearchError.TEXT_TOO_LONG;
                            case TOO_MANY_WORDS -> SearchError.TOO_MANY_WORDS;
                            case ONLY_EXCLUSIONS -> SearchError.ONLY_EXCLUSIONS;
                            case CURSOR_INVALID -> SearchError.SEARCH_CURSOR_INVALID;
                        });
            case SearchIndexException engine -> {
                LOG.warn("The search engine cannot answer: {}", engine.getMessage());
                yield new PlatformException(SearchError.SEARCH_UNAVAILABLE);
            }
            default -> null;
        };
    }
}
