package cn.zhengping.tenants;

import java.nio.file.Path;
import java.util.List;

/**
 * What an archived tenant has left behind: a zip of CSV files (header line, UTF-8, an unquoted empty field is NULL) with
 * {@code manifest.csv} as its last entry.
 */
public record TenantArchive(Path file, List<Entry> entries) {

    public TenantArchive {
        entries = List.copyOf(entries);
    }

    /**
     * One table.
     *
     * @param name {@code tables/<table>.csv}; {@code publications.csv} are the tenant's event publications,
     *     {@code sequences.csv} where its sequences stood, {@code tenant.csv} its row in the registry
     * @param rows without the header
     * @param bytes not compressed
     * @param sha256 of these bytes, in hexadecimal
     */
    public record Entry(String name, long rows, long bytes, String sha256) {}
}
