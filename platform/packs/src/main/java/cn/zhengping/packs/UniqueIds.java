package cn.zhengping.packs;

import static cn.zhengping.packs.PackError.Code.DUPLICATE_ID;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Ids that have to differ from each other. */
final class UniqueIds {

    private final YamlFile file;
    private final Map<String, String> paths = new HashMap<>();

    UniqueIds(YamlFile file) {
        this.file = file;
    }

    /** Reports each element of a list whose id an earlier one bears. */
    static <T> UniqueIds check(YamlFile file, String path, List<T> elements, Function<T, String> id) {
        return new UniqueIds(file).addAll(path, elements, id);
    }

    <T> UniqueIds addAll(String path, List<T> elements, Function<T, String> id) {
        for (var i = 0; i < elements.size(); i++) {
            add(YamlPath.index(path, i), id.apply(elements.get(i)));
        }
        return this;
    }

    /** Takes the id of what stands at this path, and reports it if it is taken. */
    void add(String path, String id) {
        var first = paths.putIfAbsent(id, path);
        if (first != null) {
            file.report(DUPLICATE_ID, path + ".id", DUPLICATE_ID.message(id, first));
        }
    }
}
