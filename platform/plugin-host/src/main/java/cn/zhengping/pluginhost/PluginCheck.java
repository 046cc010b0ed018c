package cn.zhengping.pluginhost;

import cn.zhengping.packs.Pack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive would be as a plugin. Nothing of it was loaded, so what only shows when code starts is not among the
 * problems.
 *
 * @param sha256 of the archive, in lower-case hexadecimal
 * @param ref null where the manifest does not say
 * @param code whether it holds class files
 * @param signedBy id of the trusted key that signed it; null for none
 * @param pack null where it cannot be read
 * @param problems all that is wrong, as far as one does not hide another; empty if it would be taken
 */
public record PluginCheck(
        String sha256,
        @Nullable PluginRef ref,
        boolean code,
        @Nullable String signedBy,
        @Nullable Pack pack,
        List<PluginRejectedException> problems) {

    public PluginCheck {
        problems = List.copyOf(problems);
    }
}
