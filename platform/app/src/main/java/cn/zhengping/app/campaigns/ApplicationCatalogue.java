package cn.zhengping.app.campaigns;

import cn.zhengping.app.units.CatalogueItem;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The service items that a unit had published when it applied. */
@Entity
class ApplicationCatalogue {

    @Id
    private UUID applicationId;

    private int number;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<CatalogueItem> items;

    @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
    protected ApplicationCatalogue() {}

    ApplicationCatalogue(UUID applicationId, int number, List<CatalogueItem> items) {
        this.applicationId = applicationId;
        this.number = number;
        this.items = List.copyOf(items);
    }

    UUID applicationId() {
        return applicationId;
    }

    int number() {
        return number;
    }

    List<CatalogueItem> items() {
        return items;
    }
}
