package cn.zhengping.spi.hall;

import cn.zhengping.spi.LocalizedText;
import cn.zhengping.spi.standard.Option;
import cn.zhengping.spi.standard.SourceRef;
import java.util.List;

/**
 * Windows of one kind: 社会事务窗口3个.
 *
 * @param id unique among the window groups of its plan
 * @param windows how many, at least one
 * @param departments ids of those that sit there
 */
public record WindowGroup(
        String id, LocalizedText title, int windows, List<Option> matters, List<String> departments, SourceRef source) {

    public WindowGroup {
        matters = List.copyOf(matters);
        departments = List.copyOf(departments);
    }
}
