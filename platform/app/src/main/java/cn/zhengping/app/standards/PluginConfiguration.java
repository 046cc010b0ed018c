package cn.zhengping.app.standards;

import cn.zhengping.pluginhost.PluginHost;
import cn.zhengping.pluginhost.TrustedKeys;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The host that plugins run in. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PluginProperties.class)
class PluginConfiguration {

    /** What a plugin's {@code Plugin-Requires} is compared with. */
    private static final String HOST_VERSION = "0.1.0";

    @Bean
    PluginHost pluginHost(PluginProperties properties) {
        return new PluginHost(properties.workFolder(), TrustedKeys.parse(properties.trustedKeys()), HOST_VERSION);
    }
}
