package cn.zhengping.app.events;

import cn.zhengping.tenants.CurrentTenant;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Where listeners to events run, and all else that is {@code @Async}. A listener starts in the context of the platform, so
 * that the registry of publications can be kept whether it runs at once or is called again after a restart; whatever it
 * does for a tenant it binds itself, to the tenant that the event names.
 */
@Configuration(proxyBeanMethods = false)
class ListenerThreads implements AsyncConfigurer, DisposableBean {

    /** Few, as each takes a connection from those who are waiting for an answer. */
    private static final int THREADS = 2;

    private static final int SECONDS_TO_FINISH = 5;

    private static final Logger LOG = LoggerFactory.getLogger(ListenerThreads.class);

    private final Cache<String, Boolean> said = Caffeine.newBuilder()
            .maximumSize(100)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    private final ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();

    ListenerThreads() {
        threads.setCorePoolSize(THREADS);
        threads.setMaxPoolSize(THREADS);
        threads.setThreadNamePrefix("events-");
        // What is still waiting is published again after the next start.
        threads.setAwaitTerminationSeconds(SECONDS_TO_FINISH);
        threads.setTaskDecorator(task -> () -> CurrentTenant.<Boolean, RuntimeException>platform(() -> {
            task.run();
            return true;
        }));
        threads.initialize();
    }

    @Override
    public Executor getAsyncExecutor() {
        return threads;
    }

    /** While something is down, it fails every listener that needs it in the same way: said once. */
    @Override
    public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
        return (failure, listener, event) -> {
            if (said.asMap().putIfAbsent(listener + " " + failure, true) == null) {
                LOG.error("{} failed, and is called again", listener, failure);
            }
        };
    }

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
