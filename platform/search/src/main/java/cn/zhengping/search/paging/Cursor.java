package cn.zhengping.search.paging;

import cn.zhengping.search.InvalidSearchException;
import cn.zhengping.search.SearchRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The last hit of a page. Its digest tells a cursor of another search, or one that is broken, from a true one; it is no secret,
 * because a cursor opens nothing: readers are asked for on every page anew. Its score tells how rare words are in all texts, so
 * it is sealed before it is handed to whoever may not read all of them.
 *
 * @param snapshot the engine's name for the state of the index that the first page saw
 * @param value what was sorted by before the key: a score, a day, or null where there is no date
 * @param key of the hit
 */
public record Cursor(String snapshot, @Nullable Double value, String key) {

    private static final int DIGEST = 9;

    /** @param request may be that of any page */
    public String write(SearchRequest request) {
        byte[] content = (snapshot + "\n" + (value == null ? "" : value) + "\n" + key).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(digest(request, content), DIGEST + content.length);
        System.arraycopy(content, 0, all, DIGEST, content.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /**
     * Where the request goes on; null for a first page.
     *
     * @throws InvalidSearchException if it is not a cursor of this search
     */
    public static @Nullable Cursor of(SearchRequest request) {
        if (request.after() == null) {
            return null;
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(request.after());
            if (all.length > DIGEST) {
                byte[] content = Arrays.copyOfRange(all, DIGEST, all.length);
                if (Arrays.equals(digest(request, content), Arrays.copyOf(all, DIGEST))) {
                    String[] parts = new String(content, StandardCharsets.UTF_8).split("\n", 3);
                    return new Cursor(parts[0], parts[1].isEmpty() ? null : Double.valueOf(parts[1]), parts[2]);
                }
            }
        } catch (IllegalArgumentException e) {
            // Not base64: said below.
        }
        throw new InvalidSearchException(InvalidSearchException.Reason.CURSOR_INVALID);
    }

    private static byte[] digest(SearchRequest request, byte[] content) {
        TreeMap<Object, Object> filters = new TreeMap<>();
        request.filters().forEach((facet, values) -> filters.put(facet, new TreeSet<>(values)));
        String search =
                request.text() + "\n" + request.match() + request.sort() + filters + new TreeSet<>(request.preferred());
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(search.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(sha.digest(content), DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
