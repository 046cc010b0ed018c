package cn.zhengping.app.reviews;

import cn.zhengping.app.evidence.EvidenceUse;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells which sheets rest on evidence; those that count for a group's sheet are signed with it. */
@Component
class SheetsOnEvidence implements EvidenceUse {

    private final SheetRepository sheets;
    private final ConsolidationRepository consolidations;

    SheetsOnEvidence(SheetRepository sheets, ConsolidationRepository consolidations) {
        this.sheets = sheets;
        this.consolidations = consolidations;
    }

    @Override
    public List<Sheet> sheets(Collection<UUID> applicationIds, Collection<UUID> evidenceIds) {
        var wanted = Set.copyOf(evidenceIds);
        var grouped = consolidations.findByApplicationIdInAndRound(applicationIds, ScoreSheet.FIRST_ROUND).stream()
                .collect(Collectors.toMap(ConsolidatedSheet::applicationId, Function.identity()));
        return sheets.findByApplicationIdInAndRoundOrderByAccountId(applicationIds, ScoreSheet.FIRST_ROUND).stream()
                .filter(sheet -> sheet.state() == SheetState.SUBMITTED)
                .flatMap(sheet -> uses(sheet, grouped.get(sheet.applicationId()), wanted))
                .toList();
    }

    private static Stream<Sheet> uses(ScoreSheet sheet, @Nullable ConsolidatedSheet group, Set<UUID> wanted) {
        var signature = group == null || group.excuses(sheet.accountId()) ? null : group.signature();
        return sheet
                .restsOn()
                .map(SheetEvidence::evidence)
                .filter(wanted::contains)
                .collect(Collectors.toCollection(HashSet::new))
                .stream()
                .map(evidence -> new Sheet(
                        evidence,
                        sheet.applicationId(),
                        signature == null ? null : signature.name(),
                        signature == null ? null : signature.at()));
    }
}
