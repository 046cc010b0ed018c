package cn.zhengping.app.reviews;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.campaigns.Application;
import cn.zhengping.app.campaigns.Applications;
import cn.zhengping.app.campaigns.Campaigns;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.requests.Idempotency;
import cn.zhengping.app.standards.StandardRef;
import cn.zhengping.app.standards.Standards;
import cn.zhengping.spi.standard.Criterion;
import cn.zhengping.spi.standard.Rule;
import cn.zhengping.spi.standard.Rule.Term;
import cn.zhengping.spi.standard.Standard;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Totals from outside the sheets that derived criteria ask for, the share of a survey for instance. The organiser records
 * them for each unit, with where they come from; they are part of what a leader signs.
 */
@Service
public class Inputs {

    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final int DECIMALS = 6;

    private final Access access;
    private final Applications applications;
    private final Campaigns campaigns;
    private final Standards standards;
    private final InputRepository inputs;
    private final ConsolidationRepository consolidations;
    private final VoidedSignatureRepository voidedSignatures;
    private final ReviewTime time;
    private final ReviewFeed feed;
    private final Idempotency idempotency;
    private final EntityManager entities;

    Inputs(
            Access access,
            Applications applications,
            Campaigns campaigns,
            Standards standards,
            InputRepository inputs,
            ConsolidationRepository consolidations,
            VoidedSignatureRepository voidedSignatures,
            ReviewTime time,
            ReviewFeed feed,
            Idempotency idempotency,
            EntityManager entities) {
        this.access = access;
        this.applications = applications;
        this.campaigns = campaigns;
        this.standards = standards;
        this.inputs = inputs;
        this.consolidations = consolidations;
        this.voidedSignatures = voidedSignatures;
        this.time = time;
        this.feed = feed;
        this.idempotency = idempotency;
        this.entities = entities;
    }

    /**
     * What the standard asks for.
     *
     * @param history the latest first
     */
    public record Asked(String name, List<RecordedInput> history) {
        public Asked {
            history = List.copyOf(history);
        }

        /** What counts; null while there is none. */
        public @Nullable RecordedInput current() {
            return history.isEmpty() ? null : history.getFirst();
        }
    }

    /** What a request to record says; for the idempotency key. */
    private record Entry(UUID application, String name, String value, String source) {}

    /**
     * Records one, or corrects it. A signature over another value is void from then on and goes into the history; the group
     * can work on the unit until it is signed again.
     *
     * @param value 0 to 1,000,000 with at most six decimals; what it gives is bounded by the standard
     * @throws PlatformException {@code APPLICATION_UNKNOWN}, {@code INPUT_UNKNOWN}, {@code INPUT_OUT_OF_RANGE}, {@code
     *     INPUT_SOURCE_MISSING}, {@code WORDS_TOO_LONG}, {@code REVIEW_NOT_BEGUN}, {@code REVIEW_OVER}; {@code ROLE_MISSING},
     *     {@code OUTSIDE_SCOPE} for all but campaign managers of the whole tenant
     */
    @Transactional
    public Asked record(
            UUID applicationId, String name, BigDecimal value, String source, @Nullable String idempotencyKey) {
        var actor = access.requireInWholeTenant(Role.CAMPAIGN_MANAGER);
        var application = applications.get(applicationId);
        var asked = names(standard(application));
        if (!asked.contains(name)) {
            throw new PlatformException(
                    ReviewError.INPUT_UNKNOWN, name, asked.isEmpty() ? "—" : String.join(", ", asked));
        }
        if (value.signum() < 0
                || value.compareTo(MOST) > 0
                || value.stripTrailingZeros().scale() > DECIMALS) {
            throw new PlatformException(ReviewError.INPUT_OUT_OF_RANGE, name, MOST.toPlainString(), DECIMALS);
        }
        var from = Words.optional(source);
        if (from == null) {
            throw new PlatformException(ReviewError.INPUT_SOURCE_MISSING, name);
        }
        var entry = new Entry(applicationId, name, value.toPlainString(), from);
        idempotency.once(idempotencyKey, "recordInput", entry, () -> {
            time.requireReturnable(campaigns.get(application.campaignId()));
            // the database keeps microseconds, and what is read back has to give the same content
            var now = time.now().truncatedTo(ChronoUnit.MICROS);
            var input = inputs.saveAndFlush(
                    new RecordedInput(applicationId, name, value, from, actor.account(), actor.name(), now));
            consolidations
                    .findByApplicationIdAndRound(applicationId, ScoreSheet.FIRST_ROUND)
                    .ifPresent(sheet -> {
                        if (sheet.state() == ConsolidationState.SIGNED) {
                            voidedSignatures.save(
                                    sheet.giveBack(actor, name + " = " + input.exact() + " (" + from + ")", now));
                            consolidations.saveAndFlush(sheet);
                        } else {
                            // whoever signs at the same moment fails, or the caller does
                            entities.lock(sheet, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
                        }
                    });
            feed.changed(application.campaignId());
            return applicationId;
        });
        return of(application).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * What the standard of an application asks for, with what was recorded.
     *
     * @throws PlatformException {@code APPLICATION_UNKNOWN}
     */
    @Transactional(readOnly = true)
    public List<Asked> of(UUID applicationId) {
        access.require(Sheets.READERS);
        return of(applications.get(applicationId));
    }

    private List<Asked> of(Application application) {
        var recorded = inputs.findByApplicationIdInOrderByRecordedAtAscIdAsc(Set.of(application.id()))
                .reversed();
        return names(standard(application)).stream()
                .map(name -> new Asked(
                        name,
                        recorded.stream()
                                .filter(each -> each.name().equals(name))
                                .toList()))
                .toList();
    }

    private Standard standard(Application application) {
        var campaign = campaigns.get(application.campaignId());
        return standards
                .scorer(StandardRef.parse(
                        campaign.title(application.titleId()).orElseThrow().standard()))
                .standard();
    }

    private static List<String> names(Standard standard) {
        return standard.criteria().flatMap(Inputs::names).distinct().toList();
    }

    /** Of the inputs that a criterion asks for. */
    static Stream<String> names(Criterion criterion) {
        return criterion.rule() instanceof Rule.Derived derived
                ? derived.terms().stream()
                        .filter(term -> term.from() == Term.From.INPUT)
                        .map(Term::name)
                : Stream.of();
    }
}
