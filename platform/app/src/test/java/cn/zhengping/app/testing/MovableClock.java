package cn.zhengping.app.testing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** The application's clock, which goes right until a test stops it. */
@TestComponent
@Primary
public final class MovableClock extends Clock {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private volatile @Nullable Instant stopped;

    /** At noon of this day. */
    public void stopOn(LocalDate day) {
        stopped = day.atTime(LocalTime.NOON).atZone(CHINA).toInstant();
    }

    /** To be called after every test that stops it. */
    public void goOn() {
        stopped = null;
    }

    @Override
    public Instant instant() {
        var at = stopped;
        return at == null ? Instant.now() : at;
    }

    @Override
    public ZoneId getZone() {
        return CHINA;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
