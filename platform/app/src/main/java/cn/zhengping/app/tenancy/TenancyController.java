package cn.zhengping.app.tenancy;

import cn.zhengping.app.access.Access;
import cn.zhengping.tenants.Tenant;
import cn.zhengping.tenants.TenantCode;
import cn.zhengping.tenants.TenantKind;
import cn.zhengping.tenants.divisions.Division;
import cn.zhengping.tenants.divisions.DivisionCode;
import cn.zhengping.tenants.divisions.DivisionDirectory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Tenants and divisions over GraphQL. */
@Controller
class TenancyController {

    private static final int MOST_FOUND = 50;

    private final Access access;
    private final Tenancy tenancy;
    private final DivisionDirectory divisions;

    TenancyController(Access access, Tenancy tenancy, DivisionDirectory divisions) {
        this.access = access;
        this.tenancy = tenancy;
        this.divisions = divisions;
    }

    record CreateTenantInput(
            String code,
            @Nullable String name,
            @Nullable TenantKind kind,
            @Nullable String parent) {}

    @QueryMapping
    List<Tenant> tenants() {
        return tenancy.all();
    }

    @QueryMapping
    Division division(@Argument String code) {
        access.actor();
        return divisions.get(DivisionCode.parse(code));
    }

    @QueryMapping
    List<Division> divisions(@Argument String search, @Argument int first) {
        access.actor();
        return divisions.search(search, Math.clamp(first, 1, MOST_FOUND));
    }

    @MutationMapping
    Tenant createTenant(@Argument CreateTenantInput input) {
        return tenancy.create(input.code(), input.name(), input.kind(), input.parent());
    }

    @MutationMapping
    Tenant suspendTenant(@Argument String code) {
        return tenancy.suspend(new TenantCode(code));
    }

    @MutationMapping
    Tenant resumeTenant(@Argument String code) {
        return tenancy.resume(new TenantCode(code));
    }

    @MutationMapping
    Tenancy.Archived archiveTenant(@Argument String code) {
        return tenancy.archive(new TenantCode(code));
    }

    @SchemaMapping(typeName = "Division")
    String code(Division division) {
        return division.code().value();
    }

    @SchemaMapping(typeName = "Division")
    @Nullable
    Division parent(Division division) {
        return division.parent() == null ? null : divisions.get(division.parent());
    }

    @SchemaMapping(typeName = "Division")
    List<Division> children(Division division) {
        return divisions.children(division.code());
    }

    @SchemaMapping(typeName = "Tenant", field = "code")
    String tenantCode(Tenant tenant) {
        return tenant.code().value();
    }

    @SchemaMapping(typeName = "Tenant", field = "parent")
    @Nullable
    String tenantParent(Tenant tenant) {
        return tenant.parent() == null ? null : tenant.parent().value();
    }
}
