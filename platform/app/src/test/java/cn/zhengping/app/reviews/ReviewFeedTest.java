package cn.zhengping.app.reviews;

import static cn.zhengping.app.reviews.ReviewFixture.CAMPAIGN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class ReviewFeedTest {

    private static final TenantCode SUINING = new TenantCode("510900");
    private static final TenantCode NANCHONG = new TenantCode("511300");

    private final ReviewFeed feed = new ReviewFeed();

    private void change(TenantCode tenant, UUID campaign, boolean committed) {
        CurrentTenant.run(tenant, () -> {
            TransactionSynchronizationManager.initSynchronization();
            try {
                feed.changed(campaign);
                if (committed) {
                    TransactionSynchronizationManager.getSynchronizations()
                            .forEach(TransactionSynchronization::afterCommit);
                }
            } finally {
                TransactionSynchronizationManager.clearSynchronization();
            }
        });
    }

    @Test
    void a_follower_hears_of_what_was_committed_in_the_own_tenant_and_campaign_and_of_nothing_else() {
        var heard = new ArrayList<UUID>();
        var following = feed.of(SUINING, CAMPAIGN).subscribe(heard::add);

        change(NANCHONG, CAMPAIGN, true);
        change(SUINING, new UUID(0, 77), true);
        change(SUINING, CAMPAIGN, false);
        assertThat(heard).isEmpty();

        change(SUINING, CAMPAIGN, true);
        assertThat(heard).containsExactly(CAMPAIGN);

        following.dispose();
        change(SUINING, CAMPAIGN, true);
        assertThat(heard).hasSize(1);
    }
}
