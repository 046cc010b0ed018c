package cn.zhengping.app.campaigns;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * A title that can be won in a campaign.
 *
 * @param titleId of the campaign's template
 * @param standard text of the {@code StandardRef} that units are judged by
 */
@Embeddable
public record CampaignTitle(@Column(name = "title_id") String titleId, String standard) {}
