package cn.zhengping.pluginhost;

import cn.zhengping.pluginhost.PluginRejectedException.Code;
import com.github.zafarkhaja.semver.ParseException;
import com.github.zafarkhaja.semver.Version;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.pf4j.ManifestPluginDescriptorFinder;

/**
 * What {@code META-INF/MANIFEST.MF} says about a plugin.
 *
 * @param requires a semver expression over the host's version; {@code *} for any
 * @param pluginClass PF4J's class with a life cycle; null for none
 */
record PluginManifest(
        PluginRef ref,
        String provider,
        String licence,
        String requires,
        @Nullable String pluginClass) {

    /** @throws PluginRejectedException if it is missing, unreadable, or says what no plugin may say */
    static PluginManifest of(PluginArchive archive, Version hostVersion) {
        var content = archive.files().get(JarFile.MANIFEST_NAME);
        if (content == null) {
            throw archive.refused(Code.MANIFEST_MISSING);
        }
        Attributes attributes;
        try {
            attributes = new Manifest(new ByteArrayInputStream(content)).getMainAttributes();
        } catch (IOException e) {
            throw archive.refused(Code.MANIFEST_UNREADABLE);
        }
        checkOnce(archive, new String(content, StandardCharsets.UTF_8));
        if (attributes.getValue(Attributes.Name.CLASS_PATH) != null) {
            throw archive.refused(Code.CLASS_PATH);
        }
        if (attributes.getValue(ManifestPluginDescriptorFinder.PLUGIN_DEPENDENCIES) != null) {
            throw archive.refused(Code.PLUGIN_DEPENDENCIES);
        }
        var id = required(archive, attributes, ManifestPluginDescriptorFinder.PLUGIN_ID);
        if (!PluginRef.isId(id)) {
            throw archive.refused(Code.PLUGIN_ID, id);
        }
        var version = required(archive, attributes, ManifestPluginDescriptorFinder.PLUGIN_VERSION);
        if (!PluginRef.isVersion(version)) {
            throw archive.refused(Code.PLUGIN_VERSION, version);
        }
        return new PluginManifest(
                new PluginRef(id, version),
                required(archive, attributes, ManifestPluginDescriptorFinder.PLUGIN_PROVIDER),
                required(archive, attributes, ManifestPluginDescriptorFinder.PLUGIN_LICENSE),
                checkedRequirement(
                        archive, attributes.getValue(ManifestPluginDescriptorFinder.PLUGIN_REQUIRES), hostVersion),
                attributes.getValue(ManifestPluginDescriptorFinder.PLUGIN_CLASS));
    }

    /** The JDK takes the last of two fields with one name, others the first. */
    private static void checkOnce(PluginArchive archive, String content) {
        var names = new HashSet<String>();
        for (var line : content.split("\\r\\n|\\n|\\r", -1)) {
            if (line.isEmpty()) {
                return;
            }
            var colon = line.indexOf(':');
            if (!line.startsWith(" ") && !names.add(line.substring(0, colon).toLowerCase(Locale.ROOT))) {
                throw archive.refused(Code.MANIFEST_FIELD_TWICE, line.substring(0, colon));
            }
        }
    }

    private static String required(PluginArchive archive, Attributes attributes, String name) {
        var value = attributes.getValue(name);
        if (value == null || value.isBlank()) {
            throw archive.refused(Code.MANIFEST_FIELD_MISSING, name);
        }
        return value.strip();
    }

    private static String checkedRequirement(PluginArchive archive, @Nullable String requires, Version hostVersion) {
        if (requires == null || requires.isBlank()) {
            return "*";
        }
        // As PF4J reads it: a bare version is 'or later'. Expressions know no pre-releases, so it stands for its
        // release.
        var expression = Version.tryParse(requires.strip())
                .map(version -> ">=" + version.toStableVersion())
                .orElse(requires.strip());
        try {
            if (!hostVersion.satisfies(expression)) {
                throw archive.refused(Code.HOST_VERSION, requires, hostVersion.toString());
            }
            return expression;
        } catch (ParseException e) {
            throw archive.refused(Code.REQUIRES_UNREADABLE, requires);
        }
    }
}
