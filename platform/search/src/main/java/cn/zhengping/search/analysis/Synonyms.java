package cn.zhengping.search.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Groups of compact words that mean the same. */
final class Synonyms {

    /** The field's own, from {@code synonyms.txt}. */
    static final Synonyms OF_THE_FIELD = new Synonyms(null, read());

    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Map<String, Integer> longest = new HashMap<>();
    private final @Nullable Synonyms base;

    private Synonyms(@Nullable Synonyms base, List<Set<String>> groups) {
        this.base = base;
        for (Set<String> group : groups) {
            Set<String> members = new LinkedHashSet<>();
            for (String word : group) {
                String compact = Compact.of(word).text();
                if (!compact.isEmpty()) {
                    members.add(compact);
                }
            }
            for (String member : members) {
                this.groups.computeIfAbsent(member, _ -> new LinkedHashSet<>()).addAll(members);
                longest.merge(first(member), member.length(), Math::max);
            }
        }
    }

    Synonyms and(List<Set<String>> more) {
        return more.isEmpty() ? this : new Synonyms(this, more);
    }

    /** Where a word begins that has synonyms. */
    record Found(int from, int to) {}

    /** The first such word at or after {@code from}, the longest that begins there. */
    @Nullable
    Found find(String compact, int from) {
        for (int at = from; at < compact.length(); at++) {
            if (at > 0 && Compact.binds(compact.charAt(at - 1), compact.charAt(at))) {
                continue;
            }
            for (int end = Math.min(compact.length(), at + longest(compact.substring(at, at + 1))); end > at; end--) {
                boolean cut = end < compact.length() && Compact.binds(compact.charAt(end - 1), compact.charAt(end));
                if (!cut && has(compact.substring(at, end))) {
                    return new Found(at, end);
                }
            }
        }
        return null;
    }

    /** The other words for it, the shortest first. */
    List<String> others(String word) {
        Set<String> others = new LinkedHashSet<>();
        collect(word, others);
        others.remove(word);
        return others.stream()
                .sorted(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private void collect(String word, Set<String> into) {
        if (base != null) {
            base.collect(word, into);
        }
        into.addAll(groups.getOrDefault(word, Set.of()));
    }

    private boolean has(String word) {
        return groups.containsKey(word) || (base != null && base.has(word));
    }

    private int longest(String first) {
        return Math.max(longest.getOrDefault(first, 0), base == null ? 0 : base.longest(first));
    }

    private static String first(String word) {
        return word.substring(0, 1);
    }

    private static List<Set<String>> read() {
        try (InputStream in = Objects.requireNonNull(Synonyms.class.getResourceAsStream("synonyms.txt"))) {
            List<Set<String>> groups = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    groups.add(new LinkedHashSet<>(List.of(line.strip().split("\\s*/\\s*"))));
                }
            }
            return groups;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
