package cn.zhengping.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/** Counts what requests send to the database, by Hibernate and by JDBC, and not what is done in the background meanwhile. */
public final class Statements extends AppenderBase<ILoggingEvent> {

    private static final String HIBERNATE = "org.hibernate.SQL";
    private static final List<Logger> LOGS =
            List.of((Logger) LoggerFactory.getLogger(HIBERNATE), (Logger) LoggerFactory.getLogger(JdbcTemplate.class));

    private final List<String> threads = new ArrayList<>();

    private Statements() {
        start();
    }

    /** @return more than none */
    public static long of(Runnable requests) {
        var statements = new Statements();
        for (var log : LOGS) {
            log.setLevel(Level.DEBUG);
            log.setAdditive(false);
            log.addAppender(statements);
        }
        try {
            requests.run();
        } finally {
            for (var log : LOGS) {
                log.detachAppender(statements);
                log.setLevel(null);
                log.setAdditive(true);
            }
        }
        var count = statements.threads.stream()
                .filter(thread -> thread.startsWith("tomcat-handler-"))
                .count();
        assertThat(count).as("of threads %s", statements.threads).isPositive();
        return count;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLoggerName().equals(HIBERNATE)
                || event.getMessage().startsWith("Executing prepared SQL statement")) {
            threads.add(Thread.currentThread().getName());
        }
    }
}
