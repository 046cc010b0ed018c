package cn.zhengping.app.database;

import cn.zhengping.tenants.CurrentTenant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Work of the platform itself, in a transaction on schema {@code platform}, whatever tenant is bound around it. Within
 * itself it joins; within a transaction of a tenant it is refused, as that works in one schema.
 */
@Component
public class PlatformWork {

    private final TransactionTemplate transaction;

    PlatformWork(PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
    }

    public <T extends @Nullable Object> T call(Supplier<T> work) {
        return CurrentTenant.<T, RuntimeException>platform(() -> transaction.execute(status -> work.get()));
    }

    public void run(Runnable work) {
        CurrentTenant.platform(() -> {
            transaction.executeWithoutResult(status -> work.run());
            return true;
        });
    }
}
