package cn.zhengping.region.henan;

import cn.zhengping.packs.Pack;
import cn.zhengping.packs.PackFiles;
import cn.zhengping.packs.PackReader;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.UnitKind;
import cn.zhengping.spi.answer.Answer;
import cn.zhengping.spi.answer.Answer.Checked.Finding;
import cn.zhengping.spi.answer.Answer.Checked.Method;
import cn.zhengping.spi.answer.Answer.PartFinding;
import cn.zhengping.spi.answer.Answer.Quantity;
import cn.zhengping.spi.standard.Standard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The files of the region, and short words for units and findings. */
final class Luoshan {

    static final Pack PACK = pack();
    static final Scorer COUNTY = scorer("county-third-party");
    static final Scorer TOWNSHIP = scorer("township-third-party");

    /** 工信局, which leads indicator 1. */
    static final ScoringContext INDUSTRY =
            unit(UnitKind.DEPARTMENT, "lead-benefits", "other-proofs", "other-commitment");

    /** 司法局, which leads indicators 2 and 3. */
    static final ScoringContext JUSTICE = unit(UnitKind.DEPARTMENT, "other-benefits", "lead-proofs", "lead-commitment");

    /** One of the other 37. */
    static final ScoringContext POLICE =
            unit(UnitKind.DEPARTMENT, "other-benefits", "other-proofs", "other-commitment");

    static final ScoringContext CENTRE = unit(UnitKind.TOWNSHIP_CENTRE);
    static final ScoringContext STATION = unit(UnitKind.VILLAGE_STATION);

    private Luoshan() {}

    private static Pack pack() {
        try {
            return new PackReader((_, _) -> Optional.empty()).read(PackFiles.ofFolder(Path.of("src/main/resources")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scorer scorer(String id) {
        return Scorer.of(standard(id), List.of());
    }

    static Standard standard(String id) {
        return PACK.standards().stream()
                .filter(standard -> standard.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static ScoringContext unit(UnitKind kind, String... duties) {
        return new ScoringContext(LocalDate.of(2021, 4, 30), kind, Set.of(duties), null, Map.of());
    }

    static Answer met(Map<String, PartFinding> parts) {
        return new Answer.Checked(Finding.MET, Method.ON_SITE, parts);
    }

    static Answer notMet() {
        return new Answer.Checked(Finding.NOT_MET, Method.ON_SITE, Map.of());
    }

    static Answer notApplicable() {
        return new Answer.Checked(Finding.NOT_APPLICABLE, Method.ON_SITE, Map.of());
    }

    static PartFinding measured(String value, String unit) {
        return new PartFinding.Measured(new Quantity(new BigDecimal(value), unit));
    }

    static PartFinding present(String... entries) {
        return new PartFinding.Present(Arrays.stream(entries).collect(Collectors.toSet()));
    }
}
