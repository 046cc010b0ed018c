package cn.zhengping.app.standards;

import cn.zhengping.pluginhost.PluginHost;
import cn.zhengping.pluginhost.TrustedKeys;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The host that plugins run in. */
@Configuration(proxyBeanMethods = false)
class PluginConfiguration {

    /** What a plugin's {@code Plugin-Requires} is compared with. */
    private static final String HOST_VERSION = "0.1.0";

    @Bean
    PluginHost pluginHost(@Value("${zhengping.plugins.work-folder:.data/plugins}") Path workFolder) {
        return new PluginHost(workFolder, TrustedKeys.NONE, HOST_VERSION);
    }
}
