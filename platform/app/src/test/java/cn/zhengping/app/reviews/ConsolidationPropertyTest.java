package cn.zhengping.app.reviews;

import static cn.zhengping.app.reviews.ReviewFixture.CONTEXT;
import static cn.zhengping.app.reviews.ReviewFixture.SCORER;
import static cn.zhengping.app.reviews.ReviewFixture.agreed;
import static cn.zhengping.app.reviews.ReviewFixture.judged;
import static cn.zhengping.app.reviews.ReviewFixture.member;
import static cn.zhengping.app.reviews.ReviewFixture.met;
import static cn.zhengping.app.reviews.ReviewFixture.sheet;
import static cn.zhengping.app.reviews.ReviewFixture.with;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.reviews.Consolidation.Member;
import cn.zhengping.scoring.Score;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.answer.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConsolidationPropertyTest {

    @Provide
    Arbitrary<List<Member>> groups() {
        var points = Arbitraries.longs().between(0, 10_000).map(thousandths -> new Points(thousandths).toString());
        var heating = Arbitraries.of(met(true), met(false), new Answer.NotApplicable("无"));
        var sheets = Combinators.combine(points, Arbitraries.of(true, false), heating)
                .as((service, sign, warm) -> with(with(sheet(service), "sign", met(sign)), "heating", warm));
        return sheets.list().ofMinSize(1).ofMaxSize(7).map(all -> {
            var members = new ArrayList<Member>();
            for (var answers : all) {
                members.add(member(new UUID(1, members.size()), answers));
            }
            return members;
        });
    }

    private static Consolidation consolidated(List<Member> members, Map<String, Settlement> settlements) {
        return Consolidation.of(SCORER, CONTEXT, members, settlements, Points.of(2));
    }

    private static List<Score> totals(List<Member> members) {
        return members.stream()
                .map(member -> Objects.requireNonNull(
                        SCORER.score(member.answers(), CONTEXT).total()))
                .toList();
    }

    @Property
    void the_total_is_the_exact_mean_of_the_members_totals(@ForAll("groups") List<Member> members) {
        assertThat(consolidated(members, Map.of()).total()).isEqualTo(Score.average(totals(members)));
    }

    @Property
    void the_total_can_be_taken_apart_again(@ForAll("groups") List<Member> members) {
        var consolidation = consolidated(members, Map.of());

        var sum = Score.of(consolidation.base());
        for (var line : consolidation.criteria()) {
            sum = line.points() == null ? sum : sum.plus(line.points());
        }
        for (var adjustment : consolidation.adjustments().values()) {
            sum = sum.plus(adjustment);
        }

        assertThat(sum).isEqualTo(consolidation.total());
    }

    @Property
    void a_mean_lies_between_the_lowest_and_the_highest_and_the_spread_between_them(
            @ForAll("groups") List<Member> members) {
        var line = consolidated(members, Map.of()).line("service").orElseThrow();
        var points = line.members().stream()
                .map(found -> Objects.requireNonNull(found.score().points()))
                .sorted()
                .toList();

        assertThat(line.points()).isBetween(points.getFirst(), points.getLast());
        assertThat(line.spread()).isEqualTo(points.getLast().minus(points.getFirst()));
        assertThat(line.flagged())
                .isEqualTo(Objects.requireNonNull(line.spread()).compareTo(Score.parse("2")) > 0);
    }

    @Property
    void the_order_of_the_members_does_not_matter(@ForAll("groups") List<Member> members, @ForAll Random random) {
        var shuffled = new ArrayList<>(members);
        Collections.shuffle(shuffled, random);

        assertThat(consolidated(shuffled, Map.of())).isEqualTo(consolidated(members, Map.of()));
    }

    @Property
    void what_is_agreed_counts_whoever_found_what(@ForAll("groups") List<Member> members) {
        var before = consolidated(members, Map.of());

        var after = consolidated(members, Map.of("service", agreed(before, "service", judged("7.5"), "一致同意")));

        assertThat(after.line("service").orElseThrow().points()).isEqualTo(Score.parse("7.5"));
    }
}
