package cn.zhengping.pluginhost;

import cn.zhengping.packs.Pack;
import cn.zhengping.spi.code.CodedRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that was checked, loaded and started.
 *
 * @param ref id and version, as its manifest says
 * @param fileName under which it was handed in; only for people
 * @param sha256 of the archive, in lower-case hexadecimal
 * @param code whether it brings classes; a data pack does not
 * @param provider who published it
 * @param licence under which it was published
 * @param signedBy id of the trusted key that signed it; never null for a code plugin
 * @param codedRules the functions that criteria of the pack name; not to be called once the plugin is unloaded
 */
public record LoadedPlugin(
        PluginRef ref,
        String fileName,
        String sha256,
        boolean code,
        String provider,
        String licence,
        @Nullable String signedBy,
        Pack pack,
        List<CodedRule> codedRules) {

    public LoadedPlugin {
        codedRules = List.copyOf(codedRules);
    }
}
