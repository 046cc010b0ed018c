package cn.zhengping.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.zhengping.pluginhost.LoadedPlugin;
import cn.zhengping.pluginhost.PluginHost;
import cn.zhengping.pluginhost.PluginRejectedException;
import cn.zhengping.pluginhost.PluginRejectedException.Code;
import cn.zhengping.pluginhost.PluginSignature;
import cn.zhengping.pluginhost.TrustedKeys;
import cn.zhengping.scoring.Score;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedRegionTest {

    @TempDir
    Path temp;

    private PluginHost host;
    private byte[] first;
    private byte[] second;

    @BeforeEach
    void build() throws IOException {
        first = SignedRegion.archive("1.0.0", Files.createDirectory(temp.resolve("first")));
        second = SignedRegion.archive("2.0.0", Files.createDirectory(temp.resolve("second")));
        host = new PluginHost(temp.resolve("work"), SignedRegion.trusted(), "1.0.0");
    }

    @AfterEach
    void close() {
        host.close();
    }

    /** 95 %: nine whole tens, or nine and a half. */
    @Test
    void two_versions_stand_side_by_side_and_each_scores_by_its_own_code() {
        var older = host.load("online.jar", first, SignedRegion.signature(first));
        var newer = host.load("online.jar", second, SignedRegion.signature(second));

        for (var time = 0; time < 2; time++) {
            assertThat(score(older, "95")).isEqualTo(Score.parse("9"));
            assertThat(score(newer, "95")).isEqualTo(Score.parse("9.5"));
        }
        assertThat(host.all()).containsExactly(older, newer);
        assertThat(older.signedBy()).isEqualTo(SignedRegion.KEY);
        host.unload(newer.sha256());
        assertThat(score(older, "95")).isEqualTo(Score.parse("9"));
    }

    @Test
    void each_version_keeps_the_contract_of_a_region() {
        for (var archive : new byte[][] {first, second}) {
            var plugin = host.load("online.jar", archive, SignedRegion.signature(archive));
            var contract = new RegionContract(plugin.pack(), plugin.codedRules());
            contract.holdsSomething();
            contract.everyCriterionHasItsWordingAndItsSource();
            contract.anEmptySheetIsIncompleteAndListsEveryCriterion();
            contract.scoringTwiceGivesTheSameBytes();
        }
    }

    @Test
    void without_a_signature_by_a_trusted_key_over_exactly_these_bytes_it_is_refused() {
        assertThat(refusal(host, first, null)).isEqualTo(Code.CODE_ENTRY);
        assertThat(refusal(host, first, SignedRegion.signature(second))).isEqualTo(Code.SIGNATURE_WRONG);
        var foreign = SignedRegion.newKeys().getPrivate();
        assertThat(refusal(
                        host,
                        first,
                        PluginSignature.sign(SignedRegion.KEY, foreign, first).toBytes()))
                .isEqualTo(Code.SIGNATURE_WRONG);
        assertThat(refusal(
                        host,
                        first,
                        PluginSignature.sign("foreign", foreign, first).toBytes()))
                .isEqualTo(Code.SIGNATURE_KEY);
        var tampered = first.clone();
        tampered[40] ^= 1;
        assertThat(refusal(host, tampered, SignedRegion.signature(first)))
                .isIn(Code.SIGNATURE_WRONG, Code.ENTRY_UNREADABLE, Code.ARCHIVE_INCONSISTENT, Code.ENTRY_NAME);
        try (var distrusting = new PluginHost(temp.resolve("nobody"), TrustedKeys.NONE, "1.0.0")) {
            assertThat(refusal(distrusting, first, SignedRegion.signature(first)))
                    .isEqualTo(Code.SIGNATURE_KEY);
        }
        assertThat(host.all()).isEmpty();
    }

    private static Code refusal(PluginHost host, byte[] archive, byte @Nullable [] signature) {
        var rejection =
                catchThrowableOfType(PluginRejectedException.class, () -> host.load("online.jar", archive, signature));
        assertThat(rejection).isNotNull();
        return rejection.code();
    }

    private static @Nullable Score score(LoadedPlugin plugin, String share) {
        return Scorer.of(plugin.pack().standards().getFirst(), plugin.codedRules())
                .score(
                        Map.of(
                                "online.share.steps",
                                new Answer.Values(Map.of("share", new BigDecimal(share)), Map.of())),
                        ScoringContext.of(LocalDate.of(2023, 11, 20), UnitKind.TOWNSHIP_CENTRE))
                .total();
    }
}
