package cn.zhengping.app.graphql;

import io.micrometer.context.ThreadLocalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Carries the request's language to whichever thread answers a field, so that {@link LocaleContextHolder} is right there.
 * Unlike Spring's own accessor it carries the language itself and not the request to ask for it, which may be over.
 */
final class LocaleAccessor implements ThreadLocalAccessor<Locale> {

    static final String KEY = LocaleAccessor.class.getName();

    /** The language of whoever names none, or none of ours. */
    static final Locale DEFAULT = Locale.CHINESE;

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable Locale getValue() {
        return LocaleContextHolder.getLocaleContext() == null ? null : LocaleContextHolder.getLocale();
    }

    @Override
    public void setValue(Locale locale) {
        LocaleContextHolder.setLocale(locale);
    }

    @Override
    public void setValue() {
        LocaleContextHolder.resetLocaleContext();
    }
}
