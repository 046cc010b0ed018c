package cn.zhengping.app.units;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** 进驻事项目录: the matters that a unit offers, in versions. One version is the draft at most, one is published at most. */
@Entity
public class ServiceCatalogue {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Version
    private int version;

    private UUID unitId;

    private int number;

    @Enumerated(EnumType.STRING)
    private CatalogueState state = CatalogueState.DRAFT;

    private @Nullable Instant publishedAt;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "service_item", joinColumns = @JoinColumn(name = "catalogue_id"))
    private Set<CatalogueItem> items = new HashSet<>();

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ServiceCatalogue() {}

    ServiceCatalogue(UUID unitId, int number) {
        this.unitId = unitId;
        this.number = number;
    }

    void fill(Collection<CatalogueItem> content) {
        items.clear();
        items.addAll(content);
    }

    void publish(Instant now) {
        state = CatalogueState.PUBLISHED;
        publishedAt = now;
    }

    void replace() {
        state = CatalogueState.REPLACED;
    }

    public UUID id() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    public UUID unitId() {
        return unitId;
    }

    /** Counts the versions of the unit's catalogue, from 1. */
    public int number() {
        return number;
    }

    public CatalogueState state() {
        return state;
    }

    public @Nullable Instant publishedAt() {
        return publishedAt;
    }

    /** By code. */
    public List<CatalogueItem> items() {
        return items.stream().sorted(Comparator.comparing(CatalogueItem::code)).toList();
    }
}
