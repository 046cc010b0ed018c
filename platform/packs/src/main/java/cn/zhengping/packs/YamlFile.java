package cn.zhengping.packs;

import cn.zhengping.packs.PackError.Code;
import cn.zhengping.spi.Message;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A YAML file as a tree, with the place of every value and key by its path, and the errors found in it so far.
 *
 * @param values by path; the whole file has the empty path
 * @param keys by the path of their value
 */
record YamlFile(
        String name, JsonNode tree, Map<String, Place> values, Map<String, Place> keys, List<PackError> errors) {

    /** Reports an error at the value of this path, or where there is none at the nearest one around it. */
    void report(Code code, String path, Message message) {
        report(code, path, message, placeOf(path));
    }

    /** Reports an error at the key of this path. */
    void reportKey(Code code, String path, Message message) {
        report(code, path, message, keys.getOrDefault(path, placeOf(path)));
    }

    private void report(Code code, String path, Message message, Place place) {
        errors.add(new PackError(code, name, place.line(), place.column(), path, message));
    }

    private Place placeOf(String path) {
        for (var at = path;
                !at.isEmpty();
                at = at.substring(0, Math.max(0, Math.max(at.lastIndexOf('.'), at.lastIndexOf('['))))) {
            var place = values.get(at);
            if (place != null) {
                return place;
            }
        }
        return values.getOrDefault("", Place.NOWHERE);
    }
}
