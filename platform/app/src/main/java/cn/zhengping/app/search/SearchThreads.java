package cn.zhengping.app.search;

import cn.zhengping.tenants.CurrentTenant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Where the index follows commits: apart from all other listeners, so that a burst of thousands of changes keeps none of them
 * waiting. They begin in the context of the platform, as those do.
 */
@Configuration(proxyBeanMethods = false)
class SearchThreads {

    static final String NAME = "indexing";

    /** Most of them wait for the one whose batch they have joined; so many changes become one batch under load. */
    private static final int THREADS = 8;

    private static final int SECONDS_TO_FINISH = 5;

    /** No candidate for anybody who does not name it, so that the application keeps its own. */
    @Bean(name = NAME, defaultCandidate = false)
    ThreadPoolTaskExecutor indexing() {
        var threads = new ThreadPoolTaskExecutor();
        threads.setCorePoolSize(THREADS);
        threads.setMaxPoolSize(THREADS);
        threads.setAllowCoreThreadTimeOut(true);
        threads.setThreadNamePrefix("search-");
        // What is still waiting is published again after the next start.
        threads.setAwaitTerminationSeconds(SECONDS_TO_FINISH);
        threads.setTaskDecorator(task -> () -> CurrentTenant.<Boolean, RuntimeException>platform(() -> {
            task.run();
            return true;
        }));
        return threads;
    }
}
