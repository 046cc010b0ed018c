package sample.online;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.code.RegionPlugin;
import cn.zhengping.spi.standard.Criterion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.pf4j.Extension;

/** Whole tens count, what is begun does not. */
@Extension
public class OnlineShare implements RegionPlugin {

    @Override
    public List<CodedRule> codedRules() {
        return List.of(new Steps());
    }

    static class Steps implements CodedRule {

        @Override
        public String function() {
            return "steps";
        }

        @Override
        public Result score(Criterion criterion, Answer.Values values) {
            var share = values.quantities().get("share");
            return new Result(Points.of(share.divideToIntegralValue(BigDecimal.TEN)), LocalizedText.ofChinese("每满10个百分点得1分"));
        }
    }
}
