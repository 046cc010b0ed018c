package cn.zhengping.app.campaigns;

import cn.zhengping.spi.campaign.PhaseKind;
import cn.zhengping.spi.campaign.PhaseTemplate.Late;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A phase of a campaign.
 *
 * @param opens inclusive; null for no beginning
 * @param closes exclusive; null for no end
 * @param late what becomes of what comes after {@code closes}
 */
@Embeddable
public record Phase(
        @Enumerated(EnumType.STRING) PhaseKind kind,
        @Nullable Instant opens,
        @Nullable Instant closes,
        @Enumerated(EnumType.STRING) Late late) {}
