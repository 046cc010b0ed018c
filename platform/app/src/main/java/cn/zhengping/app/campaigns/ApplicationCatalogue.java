package cn.zhengping.app.campaigns;

import cn.zhengping.app.units.CatalogueItem;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;

/** The service items that a unit had published when it applied. */
@Entity
class ApplicationCatalogue {

    @Id
    private UUID applicationId;

    private int number;

    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @CollectionTable(name = "application_catalogue_item", joinColumns = @JoinColumn(name = "application_id"))
    private Set<CatalogueItem> items = new HashSet<>();

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ApplicationCatalogue() {}

    ApplicationCatalogue(UUID applicationId, int number, List<CatalogueItem> items) {
        this.applicationId = applicationId;
        this.number = number;
        this.items.addAll(items);
    }

    UUID applicationId() {
        return applicationId;
    }

    int number() {
        return number;
    }

    /** By code. */
    List<CatalogueItem> items() {
        return items.stream().sorted(Comparator.comparing(CatalogueItem::code)).toList();
    }
}
