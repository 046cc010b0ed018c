package cn.zhengping.app.events;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread for a job that may wait long for others. All that is {@code @Scheduled} with a delay shares one thread, so such a
 * job is only started there, and done here.
 */
public final class OwnThread implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OwnThread.class);

    private static final int SECONDS_TO_FINISH = 5;

    private final String name;
    private final ExecutorService thread;
    private final AtomicBoolean busy = new AtomicBoolean();

    public OwnThread(String name) {
        this.name = name;
        this.thread =
                Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).factory());
    }

    /** Does it, unless the one before is still being done. */
    public void start(Runnable job) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.execute(() -> {
                try {
                    job.run();
                } catch (RuntimeException failure) {
                    LOG.error("{} failed, and is done again", name, failure);
                } finally {
                    busy.set(false);
                }
            });
        } catch (RejectedExecutionException stopping) {
            busy.set(false);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException stopping) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
