package cn.zhengping.spi.standard;

/**
 * What a standard was made from by adjusting.
 *
 * @param plugin id of the issuer's plugin
 * @param version of that plugin
 * @param standard id of the issuer's standard
 * @param sha256 of the issuer's archive, in 64 lower-case hexadecimal digits
 * @param adjustedBy code of the tenant that adjusted it
 */
public record Lineage(String plugin, String version, String standard, String sha256, String adjustedBy) {}
