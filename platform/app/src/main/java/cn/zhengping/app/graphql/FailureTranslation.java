package cn.zhengping.app.graphql;

import cn.zhengping.app.errors.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * Puts the exceptions of another module into the platform's words: a bean of the feature that calls that module. Asked
 * for every failure that is not a {@link PlatformException} already, before the general rules are.
 */
@FunctionalInterface
public interface FailureTranslation {

    /** The same failure with a code and a message, or null if this one is not known here. */
    @Nullable
    PlatformException translate(Throwable failure);
}
