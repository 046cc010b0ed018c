package cn.zhengping.packs;

import java.util.Collection;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** How something that an author wrote is quoted in a message: on one line, and short. */
final class Shown {

    private static final int LONGEST = 60;
    private static final int MOST = 20;

    private Shown() {}

    static String of(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ");
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "…";
    }

    /** The first of these names. */
    static String list(String separator, Collection<String> names) {
        var first = names.stream().limit(MOST).collect(Collectors.joining(separator));
        return names.size() <= MOST ? first : first + separator + "…";
    }

    static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "{…}";
            case ARRAY -> "[…]";
            default -> of(value.asString());
        };
    }
}
