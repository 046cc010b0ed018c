package cn.zhengping.app.reviews;

import cn.zhengping.app.errors.ErrorCode;
import cn.zhengping.app.errors.ErrorKind;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.graphql.FailureTranslation;
import cn.zhengping.scoring.InvalidAnswerException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Passes on what the scoring engine says about an answer, under the engine's own code. */
@Component
class AnswerFailures implements FailureTranslation {

    /** A code of the engine. */
    private record AnswerError(String name) implements ErrorCode {
        @Override
        public ErrorKind kind() {
            return ErrorKind.BAD_REQUEST;
        }
    }

    @Override
    public @Nullable PlatformException translate(Throwable failure) {
        return failure instanceof InvalidAnswerException invalid
                ? new PlatformException(new AnswerError(invalid.code().name()), invalid.message())
                : null;
    }
}
