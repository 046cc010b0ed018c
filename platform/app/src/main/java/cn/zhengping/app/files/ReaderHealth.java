package cn.zhengping.app.files;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * Whether processes that read files can be started. While they cannot, files wait, and all else is done as ever; why, the log
 * says once.
 */
@Component("fileReaders")
class ReaderHealth implements HealthIndicator {

    /** Not {@code DOWN}, which would have this node sent no requests at all. */
    static final Status DEGRADED = new Status("DEGRADED");

    private static final Logger LOG = LoggerFactory.getLogger(ReaderHealth.class);

    private volatile boolean known;
    private volatile @Nullable String problem;

    /** Whether it has to be found out: nobody has tried yet, or the last who tried could not. */
    boolean isOpen() {
        return !known || problem != null;
    }

    boolean isDown() {
        return problem != null;
    }

    synchronized void down(String reason) {
        if (problem == null) {
            LOG.error("Files are not read until this is mended: {}", reason);
        }
        known = true;
        problem = reason;
    }

    synchronized void up() {
        if (problem != null) {
            LOG.info("Files are read again");
        }
        known = true;
        problem = null;
    }

    @Override
    public Health health() {
        var reason = problem;
        return reason == null
                ? Health.up().build()
                : Health.status(DEGRADED).withDetail("reason", reason).build();
    }
}
