package cn.zhengping.app.reviews;

import cn.zhengping.app.campaigns.Campaign;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.spi.campaign.PhaseKind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** When groups may work on their sheets. */
@Component
class ReviewTime {

    private final Clock clock;

    ReviewTime(Clock clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Whether a member's work comes late. What the organiser has returned is worked on until it is signed again, whatever
     * the phases say.
     *
     * @throws PlatformException {@code REVIEW_NOT_BEGUN}, {@code REVIEW_OVER}, {@code PHASE_NOT_OPEN_YET}, {@code PHASE_OVER}
     */
    boolean isLateForMembers(Campaign campaign, boolean returned) {
        requireReview(campaign, returned);
        return !returned && campaign.isLate(PhaseKind.REVIEW, PhaseKind.REVIEW, clock);
    }

    /** {@link #isLateForMembers} for the leader, who has until the sheets are to be handed in. */
    boolean isLateForLeader(Campaign campaign, boolean returned) {
        requireReview(campaign, returned);
        return !returned && campaign.isLate(PhaseKind.REVIEW, PhaseKind.HAND_IN, clock);
    }

    /** @throws PlatformException {@code REVIEW_NOT_BEGUN}, {@code REVIEW_OVER} */
    void requireReturnable(Campaign campaign) {
        requireReview(campaign, true);
    }

    private static void requireReview(Campaign campaign, boolean returned) {
        switch (campaign.state()) {
            case DRAFT, APPLYING, GROUPING ->
                throw new PlatformException(ReviewError.REVIEW_NOT_BEGUN, campaign.title());
            case REVIEWING -> {}
            case VERIFYING -> {
                if (!returned) {
                    throw new PlatformException(ReviewError.REVIEW_OVER, campaign.title());
                }
            }
            case PUBLISHED, CLOSED, CANCELLED -> throw new PlatformException(ReviewError.REVIEW_OVER, campaign.title());
        }
    }

    LocalDate today() {
        return LocalDate.now(clock);
    }
}
