package cn.zhengping.app.campaigns;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.app.standards.TemplateRef;
import cn.zhengping.spi.Points;
import cn.zhengping.spi.campaign.PhaseKind;
import cn.zhengping.spi.campaign.PhaseTemplate.Late;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * 验收活动 of the tenant that organises it. It keeps the version of the plugin that it was made from to its end.
 *
 * <p>{@code DRAFT → APPLYING → GROUPING → REVIEWING → VERIFYING → PUBLISHED → CLOSED}, and {@code CANCELLED} from any
 * before {@code PUBLISHED}. From {@code VERIFYING} a review can be opened again. Each step out of turn has an error of its own.
 */
@Entity
public class Campaign {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Version
    private int version;

    private String title;

    private String template;

    @Enumerated(EnumType.STRING)
    private CampaignState state = CampaignState.DRAFT;

    private long spreadBound;

    private @Nullable Long seed;

    private @Nullable String cancelledBecause;

    private Instant createdAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "campaign_title", joinColumns = @JoinColumn(name = "campaign_id"))
    private Set<CampaignTitle> titles = new HashSet<>();

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "campaign_phase", joinColumns = @JoinColumn(name = "campaign_id"))
    private Set<Phase> phases = new HashSet<>();

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected Campaign() {}

    Campaign(String title, String template, Points spreadBound, Set<CampaignTitle> titles, Instant createdAt) {
        this.title = title;
        this.template = template;
        this.spreadBound = spreadBound.thousandths();
        this.titles.addAll(titles);
        this.createdAt = createdAt;
    }

    /** Sets the phases anew, while the campaign is a draft. */
    void schedule(List<Phase> schedule) {
        require(CampaignState.DRAFT, CampaignError.CAMPAIGN_NOT_DRAFT);
        for (var phase : schedule) {
            if (phase.opens() != null
                    && phase.closes() != null
                    && !phase.opens().isBefore(phase.closes())) {
                throw new PlatformException(
                        CampaignError.PHASE_ENDS_BEFORE_IT_BEGINS, phase.kind().name());
            }
            if (schedule.stream().filter(other -> other.kind() == phase.kind()).count() > 1) {
                throw new PlatformException(
                        CampaignError.PHASE_TWICE, phase.kind().name());
            }
        }
        phases.clear();
        phases.addAll(schedule);
    }

    void open() {
        require(CampaignState.DRAFT, CampaignError.CAMPAIGN_NOT_DRAFT);
        state = CampaignState.APPLYING;
    }

    void closeApplications() {
        require(CampaignState.APPLYING, CampaignError.CAMPAIGN_NOT_APPLYING);
        state = CampaignState.GROUPING;
    }

    void startReview() {
        require(CampaignState.GROUPING, CampaignError.CAMPAIGN_NOT_GROUPING);
        state = CampaignState.REVIEWING;
    }

    void closeReview() {
        require(CampaignState.REVIEWING, CampaignError.CAMPAIGN_NOT_REVIEWING);
        state = CampaignState.VERIFYING;
    }

    void reopenReview() {
        require(CampaignState.VERIFYING, CampaignError.CAMPAIGN_NOT_VERIFYING);
        state = CampaignState.REVIEWING;
    }

    void publish() {
        require(CampaignState.VERIFYING, CampaignError.CAMPAIGN_NOT_VERIFYING);
        state = CampaignState.PUBLISHED;
    }

    void close() {
        require(CampaignState.PUBLISHED, CampaignError.CAMPAIGN_NOT_PUBLISHED);
        state = CampaignState.CLOSED;
    }

    void cancel(String reason) {
        switch (state) {
            case PUBLISHED, CLOSED -> throw new PlatformException(CampaignError.CAMPAIGN_ALREADY_PUBLISHED, title);
            case CANCELLED -> throw new PlatformException(CampaignError.CAMPAIGN_ALREADY_CANCELLED, title);
            case DRAFT, APPLYING, GROUPING, REVIEWING, VERIFYING -> {
                if (reason.isBlank()) {
                    throw new PlatformException(CampaignError.REASON_MISSING);
                }
                state = CampaignState.CANCELLED;
                cancelledBecause = reason.strip();
            }
        }
    }

    void drawnFrom(long drawnSeed) {
        requireGrouping();
        seed = drawnSeed;
    }

    void requireVersion(int expected) {
        if (version != expected) {
            throw new PlatformException(CampaignError.STALE_VERSION, title);
        }
    }

    void requireGrouping() {
        require(CampaignState.GROUPING, CampaignError.CAMPAIGN_NOT_GROUPING);
    }

    void requireApplying() {
        require(CampaignState.APPLYING, CampaignError.CAMPAIGN_NOT_APPLYING);
    }

    /** Groups can be formed from the beginning; once the review runs they stand. */
    void requireGroupsOpen() {
        requireBeforeReview(CampaignError.GROUPS_STAND);
    }

    /** Units can be given duties as soon as they have applied; once the review runs they stand. */
    void requireDutiesOpen() {
        requireBeforeReview(CampaignError.DUTIES_STAND);
    }

    private void requireBeforeReview(CampaignError otherwise) {
        switch (state) {
            case DRAFT, APPLYING, GROUPING -> {}
            case REVIEWING, VERIFYING, PUBLISHED, CLOSED, CANCELLED -> throw new PlatformException(otherwise, title);
        }
    }

    private void require(CampaignState expected, CampaignError otherwise) {
        if (state != expected) {
            throw new PlatformException(otherwise, title, state.name());
        }
    }

    /**
     * Whether something may be handed in now.
     *
     * @param from the phase with whose beginning it may
     * @param until the phase with whose end it may no more
     * @return whether it is late, and taken all the same
     * @throws PlatformException {@code PHASE_NOT_OPEN_YET}, {@code PHASE_OVER}
     */
    public boolean isLate(PhaseKind from, PhaseKind until, Clock clock) {
        var now = clock.instant();
        var opens = phase(from).map(Phase::opens);
        if (opens.isPresent() && now.isBefore(opens.get())) {
            throw new PlatformException(
                    CampaignError.PHASE_NOT_OPEN_YET,
                    from.name(),
                    opens.get().atZone(clock.getZone()).toLocalDateTime().toString());
        }
        var last = phase(until).or(() -> phase(from));
        var closes = last.map(Phase::closes);
        if (closes.isEmpty() || now.isBefore(closes.get())) {
            return false;
        }
        if (last.get().late() == Late.REFUSED) {
            throw new PlatformException(
                    CampaignError.PHASE_OVER,
                    last.get().kind().name(),
                    closes.get().atZone(clock.getZone()).toLocalDateTime().toString());
        }
        return true;
    }

    /**
     * Whether evidence of the units is late now. It is taken from the beginning of the applications to the end of the phase
     * for materials or, where there is none, of the review.
     *
     * @throws PlatformException {@code EVIDENCE_NOT_TAKEN}, {@code PHASE_NOT_OPEN_YET}, {@code PHASE_OVER}
     */
    boolean isEvidenceLate(Clock clock) {
        return switch (state) {
            case APPLYING, GROUPING, REVIEWING ->
                isLate(
                        PhaseKind.APPLICATION,
                        phase(PhaseKind.MATERIALS).isPresent() ? PhaseKind.MATERIALS : PhaseKind.REVIEW,
                        clock);
            case DRAFT, VERIFYING, PUBLISHED, CLOSED, CANCELLED ->
                throw new PlatformException(CampaignError.EVIDENCE_NOT_TAKEN, title);
        };
    }

    private Optional<Phase> phase(PhaseKind kind) {
        return phases.stream().filter(phase -> phase.kind() == kind).findFirst();
    }

    public UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public int version() {
        return version;
    }

    public String title() {
        return title;
    }

    /** The template that it was made from. */
    public TemplateRef template() {
        return TemplateRef.parse(template);
    }

    public CampaignState state() {
        return state;
    }

    /** Above which difference between reviewers on one criterion a settlement in words is needed. */
    public Points spreadBound() {
        return new Points(spreadBound);
    }

    /** Of the last draw; null before the first. */
    public @Nullable Long seed() {
        return seed;
    }

    public @Nullable String cancelledBecause() {
        return cancelledBecause;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public List<CampaignTitle> titles() {
        return titles.stream()
                .sorted(Comparator.comparing(CampaignTitle::titleId))
                .toList();
    }

    /** In the order of the process. */
    public List<Phase> phases() {
        return phases.stream().sorted(Comparator.comparing(Phase::kind)).toList();
    }

    public Optional<CampaignTitle> title(String titleId) {
        return titles.stream().filter(each -> each.titleId().equals(titleId)).findFirst();
    }
}
