package cn.zhengping.spi;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A text in Chinese and, where somebody has translated it, in English.
 *
 * @param zh the original wording
 * @param en the translation, or null where there is none
 */
public record LocalizedText(String zh, @Nullable String en) {

    public static LocalizedText ofChinese(String zh) {
        return new LocalizedText(zh, null);
    }

    /** The text for a reader of this language: Chinese for everyone but a reader of English who has a translation. */
    public String in(Locale locale) {
        return en != null && locale.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? en : zh;
    }
}
