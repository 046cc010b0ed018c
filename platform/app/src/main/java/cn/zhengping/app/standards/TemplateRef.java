package cn.zhengping.app.standards;

import cn.zhengping.pluginhost.PluginRef;

/** A campaign template in one version of a plugin, {@code sichuan@1.0.0/suining-acceptance}. */
public record TemplateRef(PluginRef plugin, String template) {

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws cn.zhengping.app.errors.PlatformException {@code REF_ILL_FORMED}
     */
    public static TemplateRef parse(String text) {
        var parts = RefText.parse(text);
        return new TemplateRef(parts.plugin(), parts.name());
    }

    @Override
    public String toString() {
        return plugin + "/" + template;
    }
}
