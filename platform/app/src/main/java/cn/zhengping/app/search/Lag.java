package cn.zhengping.app.search;

import cn.zhengping.app.database.PlatformWork;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far the index is behind: as the metrics {@code zhengping.search.lag}, the age of the oldest change that it does not have
 * yet, and {@code zhengping.search.waiting}, how many there are.
 */
@Component
class Lag {

    private static final String COUNT = """
            select count(*) as waiting, min(publication_date) as oldest from platform.event_publication
            where completion_date is null and event_type = ?""";

    private final PlatformWork platform;
    private final JdbcClient jdbc;
    private final Clock clock;

    Lag(PlatformWork platform, JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        this.platform = platform;
        this.jdbc = jdbc;
        this.clock = clock;
        TimeGauge.builder("zhengping.search.lag", this, TimeUnit.SECONDS, Lag::seconds)
                .description("Age of the oldest change that the search index does not have yet")
                .register(meters);
        Gauge.builder("zhengping.search.waiting", this, lag -> lag.everywhere().waiting())
                .description("Changes that the search index does not have yet")
                .register(meters);
    }

    /**
     * What waits to be indexed.
     *
     * @param oldest when the first of it was committed; null if nothing waits
     */
    record Waiting(long waiting, @Nullable Instant oldest) {}

    private double seconds() {
        var oldest = everywhere().oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis()) / 1000.0;
    }

    Waiting everywhere() {
        return platform.call(this::count);
    }

    /** Of the tenant of the transaction that asks: the database shows it no other's. */
    Waiting ofTenant() {
        return count();
    }

    private Waiting count() {
        return jdbc.sql(COUNT)
                .param(EntriesChanged.class.getName())
                .query(Lag::row)
                .single();
    }

    private static Waiting row(ResultSet row, int number) throws SQLException {
        var oldest = row.getObject("oldest", OffsetDateTime.class);
        return new Waiting(row.getLong("waiting"), oldest == null ? null : oldest.toInstant());
    }
}
