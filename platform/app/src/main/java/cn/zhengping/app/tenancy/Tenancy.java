package cn.zhengping.app.tenancy;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.access.Role;
import cn.zhengping.app.areas.Areas;
import cn.zhengping.app.errors.PlatformException;
import cn.zhengping.tenants.NewTenant;
import cn.zhengping.tenants.Tenant;
import cn.zhengping.tenants.TenantArchive;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantKind;
import cn.zhengping.tenants.TenantRegistry;
import cn.zhengping.tenants.divisions.Division;
import cn.zhengping.tenants.divisions.DivisionDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** The platform operator's work: who is a tenant. */
@Service
public class Tenancy {

    private final Access access;
    private final TenantRegistry registry;
    private final DivisionDirectory divisions;
    private final Areas areas;
    private final Clock clock;
    private final Path archives;

    Tenancy(
            Access access,
            TenantRegistry registry,
            DivisionDirectory divisions,
            Areas areas,
            Clock clock,
            @Value("${zhengping.archives.folder:.data/archives}") Path archives) {
        this.access = access;
        this.registry = registry;
        this.divisions = divisions;
        this.areas = areas;
        this.clock = clock;
        this.archives = archives;
    }

    /** What an archived tenant left. */
    public record Archived(String code, String file, long rows) {}

    /** Every tenant, archived ones too, by code. */
    public List<Tenant> all() {
        access.require(Role.PLATFORM_OPERATOR);
        return registry.all();
    }

    /**
     * Makes a tenant with everything that it starts with. What is left out comes from the division directory.
     *
     * @param code six digits of a division, or the operator's own for a zone
     * @param name needed where the directory does not know the code
     * @param kind likewise
     * @param parent null takes the nearest division above that is a tenant
     * @throws PlatformException {@code ROLE_MISSING}, {@code TENANT_NOT_IN_DIRECTORY}
     */
    public Tenant create(String code, @Nullable String name, @Nullable TenantKind kind, @Nullable String parent) {
        access.require(Role.PLATFORM_OPERATOR);
        return provision(code, name, kind, parent);
    }

    /** {@link #create} for set-up by the operator, where nobody is logged in. */
    public Tenant ensure(String code, @Nullable String name, @Nullable TenantKind kind, @Nullable String parent) {
        return registry.find(new TenantCode(code)).orElseGet(() -> provision(code, name, kind, parent));
    }

    private Tenant provision(String code, @Nullable String name, @Nullable TenantKind kind, @Nullable String parent) {
        var division = areas.division(code);
        if (division.isEmpty() && (name == null || kind == null)) {
            throw new PlatformException(TenancyError.TENANT_NOT_IN_DIRECTORY, code);
        }
        var tenant = registry.create(new NewTenant(
                new TenantCode(code),
                name == null ? division.orElseThrow().name() : name,
                kind == null ? kind(division.orElseThrow()) : kind,
                parent == null ? division.flatMap(this::tenantAbove).orElse(null) : new TenantCode(parent)));
        areas.refresh();
        return tenant;
    }

    private static TenantKind kind(Division division) {
        return switch (division.level()) {
            case PROVINCE -> TenantKind.PROVINCE;
            case PREFECTURE -> TenantKind.CITY;
            case COUNTY -> TenantKind.COUNTY;
            case TOWNSHIP, VILLAGE -> throw new PlatformException(TenancyError.LEVEL_WITHOUT_TENANTS, division.name());
        };
    }

    private Optional<TenantCode> tenantAbove(Division division) {
        for (var code = division.parent();
                code != null;
                code = divisions.get(code).parent()) {
            var above = registry.find(new TenantCode(code.value()));
            if (above.isPresent()) {
                return above.map(Tenant::code);
            }
        }
        return Optional.empty();
    }

    /** Puts a tenant out of reach. */
    public Tenant suspend(TenantCode code) {
        access.require(Role.PLATFORM_OPERATOR);
        return registry.suspend(code);
    }

    /** Ends a suspension. */
    public Tenant resume(TenantCode code) {
        access.require(Role.PLATFORM_OPERATOR);
        return registry.resume(code);
    }

    /** Writes all that a suspended tenant has to a file on the server, then drops it. */
    public Archived archive(TenantCode code) {
        access.require(Role.PLATFORM_OPERATOR);
        var stamp = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(clock));
        try {
            Files.createDirectories(archives);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        var archive = registry.archive(code, archives.resolve(code.value() + "-" + stamp + ".zip"));
        areas.refresh();
        return new Archived(
                code.value(),
                archive.file().getFileName().toString(),
                archive.entries().stream().mapToLong(TenantArchive.Entry::rows).sum());
    }
}
