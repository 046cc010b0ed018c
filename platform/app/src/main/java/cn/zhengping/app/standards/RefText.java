package cn.zhengping.app.standards;

import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.pluginhost.PluginRef;
import java.util.regex.Pattern;

/** The form {@code plugin@version/name} by which callers refer to what is in a plugin. */
record RefText(PluginRef plugin, String name) {

    private static final Pattern FORM = Pattern.compile("([^@/]+)@([^@/]+)/([^@/]+)");

    static RefText parse(String text) {
        var match = FORM.matcher(text);
        if (match.matches()) {
            try {
                return new RefText(new PluginRef(match.group(1), match.group(2)), match.group(3));
            } catch (IllegalArgumentException illFormed) {
                throw new PlatformException(StandardsError.REF_ILL_FORMED, text);
            }
        }
        throw new PlatformException(StandardsError.REF_ILL_FORMED, text);
    }

    static PluginRef plugin(String id, String version) {
        try {
            return new PluginRef(id, version);
        } catch (IllegalArgumentException illFormed) {
            throw new PlatformException(StandardsError.REF_ILL_FORMED, id + "@" + version);
        }
    }
}
