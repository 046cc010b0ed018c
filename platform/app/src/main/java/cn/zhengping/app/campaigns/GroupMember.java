package cn.zhengping.app.campaigns;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.UUID;

/**
 * Somebody in a review group.
 *
 * @param name as the group was formed
 * @param capacity what they take part as
 */
@Embeddable
public record GroupMember(
        UUID accountId,
        String name,
        @Enumerated(EnumType.STRING) Capacity capacity,
        boolean leader) {

    /** What somebody takes part in a review as. */
    public enum Capacity {
        /** 工作人员. */
        OFFICIAL,
        /** 人大代表、政协委员. */
        DEPUTY,
        /** 市民代表. */
        CITIZEN,
        /** 第三方评估机构. */
        THIRD_PARTY
    }
}
