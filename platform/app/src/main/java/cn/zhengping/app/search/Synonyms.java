package cn.zhengping.app.search;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.database.PlatformWork;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.TenantCode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Words that mean the same to a tenant, beside those that mean the same to everybody. They hold in the tenants below, too;
 * therefore they lie with the platform. What another node has changed is known here after {@value #SECONDS_KEPT} seconds.
 */
@Service
class Synonyms {

    private static final int SECONDS_KEPT = 10;
    private static final int MOST_GROUPS = 200;
    private static final int MOST_WORDS = 20;
    private static final int LONGEST_WORD = 30;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}·.+/]*");
    private static final TypeReference<List<List<String>>> GROUPS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Access access;
    private final Areas areas;
    private final PlatformWork platform;
    private final JdbcClient jdbc;
    private final Cache<TenantCode, Own> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(SECONDS_KEPT))
            .build();

    Synonyms(Access access, Areas areas, PlatformWork platform, JdbcClient jdbc) {
        this.access = access;
        this.areas = areas;
        this.platform = platform;
        this.jdbc = jdbc;
    }

    /**
     * A tenant's own groups.
     *
     * @param version 0 before the first were set
     */
    record Own(TenantCode tenant, int version, List<List<String>> groups) {

        static Own none(TenantCode tenant) {
            return new Own(tenant, 0, List.of());
        }
    }

    /** The tenant's own, then those of the tenants above it, the nearest first. */
    List<Own> line() {
        var actor = access.require(Role.TENANT_ADMIN, Role.CAMPAIGN_MANAGER, Role.OBSERVER, Role.INTEGRATOR);
        return line(Objects.requireNonNull(actor.tenant()));
    }

    /** All groups that hold in a tenant. */
    List<Set<String>> inForce(TenantCode tenant) {
        return line(tenant).stream()
                .flatMap(own -> own.groups().stream())
                .map(Set::copyOf)
                .toList();
    }

    private List<Own> line(TenantCode tenant) {
        var line = Stream.concat(Stream.of(tenant), areas.superiors(tenant).stream())
                .toList();
        var known = this.known.getAll(line, this::read);
        return line.stream()
                .map(each -> Objects.requireNonNull(known.get(each)))
                .toList();
    }

    private Map<TenantCode, Own> read(Set<? extends TenantCode> tenants) {
        var read = new HashMap<TenantCode, Own>();
        tenants.forEach(each -> read.put(each, Own.none(each)));
        platform.run(() -> jdbc.sql("select tenant, version, groups from search_synonyms where tenant = any(?)")
                .param(tenants.stream().map(TenantCode::value).toArray(String[]::new))
                .query(row -> {
                    var tenant = new TenantCode(row.getString("tenant"));
                    read.put(
                            tenant,
                            new Own(tenant, row.getInt("version"), JSON.readValue(row.getString("groups"), GROUPS)));
                }));
        return read;
    }

    /**
     * Puts these groups in place of those that there are.
     *
     * @param version that was read
     * @throws PlatformException {@code STALE_VERSION}, {@code TOO_MANY_SYNONYMS}, {@code SYNONYM_ILL_FORMED}, {@code
     *     SYNONYM_ALONE}
     */
    List<Own> set(int version, List<List<String>> groups) {
        var tenant = Objects.requireNonNull(
                access.requireInWholeTenant(Role.TENANT_ADMIN).tenant());
        var checked = checked(groups);
        var written = platform.call(() -> jdbc.sql("""
                        insert into search_synonyms (tenant, version, groups)
                        select :tenant::text, 1, :groups::jsonb
                        where :version = 0 or exists (select from search_synonyms where tenant = :tenant)
                        on conflict (tenant) do update
                        set version = search_synonyms.version + 1, groups = excluded.groups
                        where search_synonyms.version = :version""")
                .param("tenant", tenant.value())
                .param("version", version)
                .param("groups", JSON.writeValueAsString(checked))
                .update());
        known.invalidate(tenant);
        if (written == 0) {
            throw new PlatformException(SearchError.STALE_VERSION);
        }
        return line(tenant);
    }

    private static List<List<String>> checked(List<List<String>> groups) {
        if (groups.size() > MOST_GROUPS || groups.stream().anyMatch(group -> group.size() > MOST_WORDS)) {
            throw new PlatformException(SearchError.TOO_MANY_SYNONYMS, MOST_GROUPS, MOST_WORDS);
        }
        var checked = new ArrayList<List<String>>();
        for (var group : groups) {
            var words = new LinkedHashSet<String>();
            for (var typed : group) {
                var word = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
                if (word.length() > LONGEST_WORD || !WORD.matcher(word).matches()) {
                    throw new PlatformException(SearchError.SYNONYM_ILL_FORMED, typed, LONGEST_WORD);
                }
                words.add(word);
            }
            if (words.size() < 2) {
                throw new PlatformException(SearchError.SYNONYM_ALONE, String.join("、", words));
            }
            checked.add(List.copyOf(words));
        }
        return checked;
    }
}
