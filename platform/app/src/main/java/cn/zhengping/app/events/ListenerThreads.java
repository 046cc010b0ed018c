package cn.zhengping.app.events;

import cn.zhengping.tenants.CurrentTenant;
import java.util.concurrent.Executor;
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

    @Override
    public void destroy() {
        threads.shutdown();
    }
}
