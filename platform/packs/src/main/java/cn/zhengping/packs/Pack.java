package cn.zhengping.packs;

import cn.zhengping.spi.campaign.CampaignTemplate;
import cn.zhengping.spi.form.FormTemplate;
import cn.zhengping.spi.hall.HallPlan;
import cn.zhengping.spi.language.ServiceLanguage;
import cn.zhengping.spi.rating.RatingProcess;
import cn.zhengping.spi.region.Region;
import cn.zhengping.spi.staff.StaffPolicy;
import cn.zhengping.spi.standard.Standard;
import java.util.List;
import java.util.stream.Stream;

/** What the files of a pack say, checked as a whole; each list is in the order of its file names. */
public record Pack(
        Region region,
        List<Standard> standards,
        List<StaffPolicy> policies,
        List<CampaignTemplate> campaigns,
        List<HallPlan> halls,
        List<RatingProcess> ratings,
        List<FormTemplate> forms,
        List<ServiceLanguage> languages) {

    public Pack {
        standards = List.copyOf(standards);
        policies = List.copyOf(policies);
        campaigns = List.copyOf(campaigns);
        halls = List.copyOf(halls);
        ratings = List.copyOf(ratings);
        forms = List.copyOf(forms);
        languages = List.copyOf(languages);
    }

    /** All that sheets are scored by: the standards, then the rules of the policies. */
    public Stream<Standard> rubrics() {
        return Stream.concat(standards.stream(), policies.stream().map(StaffPolicy::rules));
    }
}
