package cn.zhengping.app.reviews;

import static cn.zhengping.app.reviews.ReviewFixture.APPLICATION;
import static cn.zhengping.app.reviews.ReviewFixture.BOUND;
import static cn.zhengping.app.reviews.ReviewFixture.CAMPAIGN;
import static cn.zhengping.app.reviews.ReviewFixture.CONTEXT;
import static cn.zhengping.app.reviews.ReviewFixture.LI;
import static cn.zhengping.app.reviews.ReviewFixture.SCORER;
import static cn.zhengping.app.reviews.ReviewFixture.WANG;
import static cn.zhengping.app.reviews.ReviewFixture.ZHANG;
import static cn.zhengping.app.reviews.ReviewFixture.agreed;
import static cn.zhengping.app.reviews.ReviewFixture.average;
import static cn.zhengping.app.reviews.ReviewFixture.consolidate;
import static cn.zhengping.app.reviews.ReviewFixture.judged;
import static cn.zhengping.app.reviews.ReviewFixture.member;
import static cn.zhengping.app.reviews.ReviewFixture.sheet;
import static cn.zhengping.app.reviews.ReviewFixture.submitted;
import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.campaigns.Application;
import cn.zhengping.scoring.Score;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.tenants.TenantCode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.test.util.ReflectionTestUtils;

class SignedContentTest {

    private static final TenantCode TENANT = new TenantCode("510900");
    private static final Instant NOW = Instant.parse("2023-11-24T02:00:00.123456Z");

    /** One thing after another is changed about it. */
    private static final class Case {
        TenantCode tenant = TENANT;
        String unit = "宝林镇便民服务中心";
        String plugin = "aa";
        String service = "8";
        String settledAt = "7";
        String words = "复核";
        String signer = "张某某";
        boolean late;
        List<Excuse> excuses = List.of();
        List<String> duties = List.of();
        List<SheetEvidence> evidence = List.of();

        @Nullable
        Consolidation signed;

        String content() {
            var sheets = List.of(submitted(ZHANG, sheet("4"), evidence), submitted(LI, sheet(service), List.of()));
            var group = new ConsolidatedSheet(sheets.getFirst(), BOUND);
            var open = consolidate(Map.of(), member(ZHANG, sheet("4")), member(LI, sheet(service)));
            group.settle(
                    open.line("service").orElseThrow(),
                    settledAt.isEmpty()
                            ? average(open, "service", words)
                            : agreed(open, "service", judged(settledAt), words));
            group.excuse(excuses);
            var result = Consolidation.of(
                    SCORER,
                    CONTEXT,
                    sheets.stream()
                            .map(each -> member(each.accountId(), answers(each)))
                            .toList(),
                    group.settlements(),
                    BOUND);
            signed = result;
            return SignedContent.write(
                    tenant, group, application(unit, duties), plugin, sheets, List.of(), result, signer());
        }

        private SignedContent.Signer signer() {
            return new SignedContent.Signer(ZHANG, signer, NOW, late);
        }
    }

    private static Map<String, Answer> answers(ScoreSheet sheet) {
        return sheet.answers().values().stream()
                .collect(Collectors.toMap(SheetAnswer::criterionId, SheetAnswer::answer));
    }

    private static Application application(String unitName, List<String> duties) {
        try {
            var application = BeanUtils.instantiateClass(Application.class.getDeclaredConstructor());
            ReflectionTestUtils.setField(application, "id", APPLICATION);
            ReflectionTestUtils.setField(application, "campaignId", CAMPAIGN);
            ReflectionTestUtils.setField(application, "titleId", "model-centre");
            ReflectionTestUtils.setField(application, "applicant", "512022");
            ReflectionTestUtils.setField(application, "unitId", new UUID(0, 5));
            ReflectionTestUtils.setField(application, "unitKind", UnitKind.TOWNSHIP_CENTRE);
            ReflectionTestUtils.setField(application, "unitName", unitName);
            ReflectionTestUtils.setField(application, "division", "512022103");
            ReflectionTestUtils.setField(application, "duties", duties);
            return application;
        } catch (NoSuchMethodException impossible) {
            throw new LinkageError(impossible.getMessage(), impossible);
        }
    }

    @Test
    void the_same_content_gives_the_same_text_always() {
        assertThat(new Case().content()).isEqualTo(new Case().content());
    }

    @Test
    void whatever_changes_the_digest_changes() {
        var digests = new HashSet<String>();
        digests.add(DigestUtils.sha256Hex(new Case().content()));
        var cases = List.of(
                changed(each -> each.tenant = new TenantCode("510800")),
                changed(each -> each.unit = "童家镇便民服务中心"),
                changed(each -> each.plugin = "bb"),
                changed(each -> each.service = "7.999"),
                changed(each -> each.settledAt = "7.001"),
                changed(each -> each.settledAt = ""),
                changed(each -> each.words = "再次复核"),
                changed(each -> each.signer = "李某某"),
                changed(each -> each.late = true),
                changed(each -> each.duties = List.of("lead-proofs")),
                changed(each -> each.duties = List.of("other-proofs")),
                changed(each -> each.excuses = List.of(new Excuse(WANG, "王某某", "出差"))));

        for (var changed : cases) {
            digests.add(DigestUtils.sha256Hex(changed.content()));
        }

        assertThat(digests).hasSize(1 + cases.size());
    }

    @Test
    void what_was_signed_before_units_had_duties_still_gives_its_text() {
        assertThat(new Case().content()).startsWith("{\"format\":1,").doesNotContain("duties");
        assertThat(changed(each -> each.duties = List.of("lead-proofs")).content())
                .startsWith("{\"format\":3,");
    }

    @Test
    void what_answers_rest_on_is_signed_with_them() {
        var evidence = new SheetEvidence(SheetEvidence.Kind.EVIDENCE, "通知", new UUID(0, 8), 2, "cd");
        var content = changed(each -> each.evidence = List.of(evidence)).content();

        assertThat(content)
                .startsWith("{\"format\":4,")
                .contains("{\"kind\":\"EVIDENCE\",\"text\":\"通知\",\"evidence\":\"" + new UUID(0, 8)
                        + "\",\"revision\":2,\"digest\":\"cd\"}");
        assertThat(changed(each -> each.evidence = List.of(new SheetEvidence(SheetEvidence.Kind.PAPER, "台账")))
                        .content())
                .as("as it was signed before there was evidence")
                .startsWith("{\"format\":1,")
                .contains("{\"kind\":\"PAPER\",\"text\":\"台账\"}");
    }

    @Test
    void what_answers_rest_on_is_read_back_as_it_was_stored() {
        var answer = new SheetAnswer(
                "service",
                judged("7"),
                null,
                List.of(
                        new SheetEvidence(SheetEvidence.Kind.EVIDENCE, "通知", new UUID(0, 8), 2, "cd"),
                        new SheetEvidence(SheetEvidence.Kind.PAPER, "台账")));

        assertThat(StoredJson.readAnswers(StoredJson.write(Map.of("service", answer))))
                .isEqualTo(Map.of("service", answer));
    }

    private static Case changed(Consumer<Case> change) {
        var changed = new Case();
        change.accept(changed);
        return changed;
    }

    @Test
    void results_are_read_back_from_what_was_signed() {
        var signing = new Case();
        var content = signing.content();
        var signature = new Signature(ZHANG, "张某某", NOW, DigestUtils.sha256Hex(content), content);
        var sheet = new ConsolidatedSheet(submitted(ZHANG, sheet("4")), BOUND);

        var signed = SignedContent.read(sheet, signature, signing.signed);
        var changed = SignedContent.read(sheet, signature, null);

        assertThat(signed.total()).isEqualTo(Score.parse("17"));
        assertThat(signed.applicationId()).isEqualTo(APPLICATION);
        assertThat(signed.intact()).isTrue();
        assertThat(signed.criteria()).anySatisfy(service -> {
            assertThat(service.criterionId()).isEqualTo("service");
            assertThat(service.points()).isEqualTo(Score.parse("7"));
            assertThat(service.max()).isEqualTo(Points.of(10));
            assertThat(service.lost()).isEqualTo(Score.parse("3"));
            assertThat(service.reasons()).isNotEmpty();
        });
        assertThat(signed.criteria())
                .filteredOn(each -> each.criterionId().equals("wall"))
                .singleElement()
                .extracting(SignedSheet.CriterionResult::points)
                .isNull();
        assertThat(changed.intact()).isFalse();
        assertThat(changed.criteria())
                .allSatisfy(each -> assertThat(each.reasons()).isEmpty());
    }
}
