package cn.zhengping.spi.code;

import java.util.List;
import org.pf4j.ExtensionPoint;

/**
 * The entry point of a region that needs code. Implement it once, mark it with {@code @Extension}, override what you
 * need. The host creates it once for each loaded version, on the thread that loads the plugin.
 */
public interface RegionPlugin extends ExtensionPoint {

    /** The functions that {@code coded} criteria name. Asked once, right after loading. */
    default List<CodedRule> codedRules() {
        return List.of();
    }
}
