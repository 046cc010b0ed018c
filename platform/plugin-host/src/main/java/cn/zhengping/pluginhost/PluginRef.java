package cn.zhengping.pluginhost;

import com.github.zafarkhaja.semver.Version;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * One version of one plugin. Several versions of an id live side by side.
 *
 * @param id a lower-case letter, then 1 to 40 lower-case letters, digits and hyphens
 * @param version a semantic version, {@code 1.2.0}
 */
public record PluginRef(String id, String version) implements Comparable<PluginRef> {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{1,40}");
    private static final int LONGEST_VERSION = 64;
    private static final Comparator<PluginRef> ORDER = Comparator.comparing(PluginRef::id)
            .thenComparing(ref -> Version.parse(ref.version))
            .thenComparing(PluginRef::version);

    /** @throws IllegalArgumentException if one of them is not what it has to be */
    public PluginRef {
        if (!isId(id)) {
            throw new IllegalArgumentException("not a plugin id: " + id);
        }
        if (!isVersion(version)) {
            throw new IllegalArgumentException("not a semantic version: " + version);
        }
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static boolean isVersion(String text) {
        return text.length() <= LONGEST_VERSION && Version.tryParse(text).isPresent();
    }

    /** By id, then by version, the older first. */
    @Override
    public int compareTo(PluginRef other) {
        return ORDER.compare(this, other);
    }

    /** {@code sichuan@1.2.0}. */
    @Override
    public String toString() {
        return id + "@" + version;
    }
}
