package cn.zhengping.spi;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Something to be said to a person, not yet in a language: a key of a message bundle with its arguments.
 *
 * <p>The bundle without a suffix is the Chinese one, {@code _en} the English one. Two messages are equal when they would
 * say the same in every language.
 *
 * @param bundle the base name of the bundle, {@code cn.zhengping.scoring.messages} for instance
 * @param key a key of that bundle
 * @param arguments strings, whole numbers, {@link Points} and {@link LocalizedText}, as {@link MessageFormat} counts them
 */
public record Message(String bundle, String key, List<Object> arguments) {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String bundle, String key, Object... arguments) {
        return new Message(bundle, key, List.of(arguments));
    }

    /**
     * Says it in this language.
     *
     * @throws java.util.MissingResourceException if the bundle or the key is missing
     */
    public String in(Locale locale) {
        var pattern = ResourceBundle.getBundle(bundle, locale, Message.class.getClassLoader(), NO_FALLBACK)
                .getString(key);
        var texts = arguments.stream()
                .map(argument -> argument instanceof LocalizedText text ? text.in(locale) : argument.toString())
                .toArray();
        return new MessageFormat(pattern, locale).format(texts);
    }
}
