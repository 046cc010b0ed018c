package cn.zhengping.region.hunan;

import cn.zhengping.packs.Pack;
import cn.zhengping.packs.PackFiles;
import cn.zhengping.packs.PackReader;
import cn.zhengping.scoring.Scorer;
import cn.zhengping.scoring.ScoringContext;
import cn.zhengping.spi.UnitKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The files of the region. */
final class Sandu {

    static final Pack PACK = pack();
    static final ScoringContext CENTRE = ScoringContext.of(LocalDate.of(2020, 10, 10), UnitKind.TOWNSHIP_CENTRE);

    private Sandu() {}

    private static Pack pack() {
        try {
            return new PackReader((_, _) -> Optional.empty()).read(PackFiles.ofFolder(Path.of("src/main/resources")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scorer policy(String id) {
        return PACK.policies().stream()
                .filter(policy -> policy.id().equals(id))
                .findFirst()
                .map(policy -> Scorer.of(policy.rules(), List.of()))
                .orElseThrow();
    }
}
