package cn.zhengping.app.units;

import jakarta.persistence.Embeddable;

/**
 * 事项: a matter that a unit offers.
 *
 * @param code unique in the catalogue: the item's code in the province's list, or the unit's own
 */
@Embeddable
public record CatalogueItem(String code, String name) {}
