package cn.zhengping.packs;

import java.util.regex.Pattern;

/** Writes paths such as {@code sections[2].items[0].points}. */
final class YamlPath {

    private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    private YamlPath() {}

    static String key(String parent, String key) {
        if (!PLAIN_KEY.matcher(key).matches()) {
            return parent + "[\"" + Shown.of(key) + "\"]";
        }
        return parent.isEmpty() ? key : parent + "." + key;
    }

    static String index(String parent, int index) {
        return parent + "[" + index + "]";
    }
}
