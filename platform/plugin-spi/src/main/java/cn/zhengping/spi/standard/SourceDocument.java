package cn.zhengping.spi.standard;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A paper that a standard or a template comes from.
 *
 * @param id by which rows refer to it
 * @param number 文号, 川政公函〔2022〕187号 for instance; null where it has none
 * @param date on which it was issued; null where it is not known
 */
public record SourceDocument(
        String id,
        String title,
        @Nullable String number,
        String issuer,
        @Nullable LocalDate date) {}
