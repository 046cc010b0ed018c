package cn.zhengping.app.standards;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where plugins come from, and whose code is trusted.
 *
 * @param folder of the plugins that come with the distribution; none where it is empty
 * @param workFolder where archives are laid for loading
 * @param trustedKeys by key id, the Ed25519 public key in PEM or Base64; an id with other characters than letters, digits
 *     and hyphens is written in brackets
 */
@ConfigurationProperties("zhengping.plugins")
record PluginProperties(
        @Nullable String folder,
        @DefaultValue(".data/plugins") Path workFolder,
        @DefaultValue Map<String, String> trustedKeys) {}
