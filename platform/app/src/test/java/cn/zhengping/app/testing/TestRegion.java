package cn.zhengping.app.testing;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.code.CodedRule;
import cn.zhengping.spi.code.RegionPlugin;
import cn.zhengping.spi.standard.Criterion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The code of a test plugin: runs from the archive, never from the class path of the tests. */
public final class TestRegion implements RegionPlugin {

    @Override
    public List<CodedRule> codedRules() {
        try (var factor = Objects.requireNonNull(getClass().getResourceAsStream("/factor"))) {
            return List.of(new Times(Integer.parseInt(new String(factor.readAllBytes(), StandardCharsets.US_ASCII))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Times(int pointsForEach) implements CodedRule {

        @Override
        public String function() {
            return "times";
        }

        @Override
        public Result score(Criterion criterion, Answer.Values values) {
            var points = Points.of(Objects.requireNonNull(values.quantities().get("n")))
                    .times(pointsForEach);
            return new Result(points, LocalizedText.ofChinese("每个" + pointsForEach + "分"));
        }
    }
}
