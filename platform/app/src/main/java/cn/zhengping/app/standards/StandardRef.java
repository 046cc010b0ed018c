package cn.zhengping.app.standards;

import cn.zhengping.pluginhost.PluginRef;

/** A standard in one version of a plugin, {@code sichuan@1.0.0/model-township-centre}. */
public record StandardRef(PluginRef plugin, String standard) {

    /**
     * Reads what {@link #toString()} writes.
     *
     * @throws cn.zhengping.app.errors.PlatformException {@code REF_ILL_FORMED}
     */
    public static StandardRef parse(String text) {
        var parts = RefText.parse(text);
        return new StandardRef(parts.plugin(), parts.name());
    }

    @Override
    public String toString() {
        return plugin + "/" + standard;
    }
}
