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

/** What is begun counts by its part. */
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
            return new Result(Points.of(share.divide(BigDecimal.TEN, 3, RoundingMode.DOWN)), LocalizedText.ofChinese("按网办率的十分之一得分"));
        }
    }
}
