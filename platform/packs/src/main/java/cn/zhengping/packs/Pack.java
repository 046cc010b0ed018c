package cn.zhengping.packs;

import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.region.Region;
import cn.zhengping.spi.standard.Standard;
import java.util.List;

/**
 * What the files of a pack say, checked as a whole.
 *
 * @param standards in the order of their file names
 * @param campaigns in the order of their file names
 */
public record Pack(Region region, List<Standard> standards, List<CampaignTemplate> campaigns) {

    public Pack {
        standards = List.copyOf(standards);
        campaigns = List.copyOf(campaigns);
    }
}
