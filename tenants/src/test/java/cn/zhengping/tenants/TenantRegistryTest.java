package cn.zhengping.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import cn.zhengping.tenants.TenantException.Code;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class TenantRegistryTest {

    @SuppressWarnings("NullAway.Init") // by @BeforeAll
    private static TestTenancy tenancy;

    @SuppressWarnings("NullAway.Init") // by @BeforeAll
    private static TenantRegistry registry;

    @BeforeAll
    static void start() {
        tenancy = new TestTenancy(2, (tenant, connection) -> {
            try (var insert = connection.prepareStatement("insert into desk (name) values (?)")) {
                insert.setString(1, tenant.name() + " " + tenant.code());
                insert.execute();
            }
        });
        registry = tenancy.registry;
        registry.create(new NewTenant(new TenantCode("510000"), "四川省", TenantKind.PROVINCE, null));
        registry.create(new NewTenant(new TenantCode("512000"), "资阳市", TenantKind.CITY, new TenantCode("510000")));
        registry.create(new NewTenant(new TenantCode("512022"), "乐至县", TenantKind.COUNTY, new TenantCode("512000")));
    }

    @AfterAll
    static void stop() {
        tenancy.close();
    }

    @Test
    void creating_a_county_makes_its_schema_its_role_its_tables_and_what_the_steps_put_there() {
        assertThat(registry.get(new TenantCode("512022")))
                .isEqualTo(new Tenant(
                        new TenantCode("512022"),
                        "乐至县",
                        TenantKind.COUNTY,
                        new TenantCode("512000"),
                        TenantState.ACTIVE,
                        null));
        assertThat(CurrentTenant.call(new TenantCode("512022"), TenantRegistryTest::desks))
                .isEqualTo("综合窗口,乐至县 512022");
    }

    @Test
    void the_tree_of_tenants_can_be_walked_both_ways() {
        assertThat(registry.children(new TenantCode("510000")))
                .extracting(Tenant::name)
                .containsExactly("资阳市");
        assertThat(registry.ancestors(new TenantCode("512022")))
                .extracting(Tenant::name)
                .containsExactly("资阳市", "四川省");
        assertThat(registry.isAncestor(new TenantCode("510000"), new TenantCode("512022")))
                .isTrue();
        assertThat(registry.isAncestor(new TenantCode("512022"), new TenantCode("510000")))
                .isFalse();
        assertThat(registry.isAncestor(new TenantCode("512022"), new TenantCode("512022")))
                .isFalse();
        assertThat(registry.all()).extracting(Tenant::name).contains("四川省", "资阳市", "乐至县");
        assertThat(registry.find(new TenantCode("999999"))).isEmpty();
    }

    @Test
    void a_suspended_tenant_is_out_of_reach_until_it_is_resumed() {
        var code = new TenantCode("registry_zone");
        registry.create(new NewTenant(code, "某园区", TenantKind.ZONE, null));

        assertThat(registry.suspend(code).state()).isEqualTo(TenantState.SUSPENDED);
        refused(Code.OUT_OF_SERVICE, () -> CurrentTenant.call(code, TenantRegistryTest::desks));
        refused(Code.ALREADY_SUSPENDED, () -> registry.suspend(code));

        assertThat(registry.resume(code).state()).isEqualTo(TenantState.ACTIVE);
        assertThat(CurrentTenant.call(code, TenantRegistryTest::desks)).contains("某园区");
        refused(Code.ALREADY_ACTIVE, () -> registry.resume(code));
    }

    @Test
    void a_code_that_no_tenant_has_is_out_of_service_and_unknown_to_the_registry() {
        var code = new TenantCode("999999");

        refused(Code.OUT_OF_SERVICE, () -> CurrentTenant.call(code, TenantRegistryTest::desks));
        refused(Code.TENANT_UNKNOWN, () -> registry.get(code));
        refused(Code.TENANT_UNKNOWN, () -> registry.suspend(code));
        refused(Code.TENANT_UNKNOWN, () -> registry.resume(code));
    }

    @Test
    void what_cannot_be_created_is_refused_with_its_reason() {
        refused(Code.CODE_IN_USE, () -> registry.create(TestTenancy.county("512022")));
        refused(
                Code.PARENT_UNKNOWN,
                () -> registry.create(TestTenancy.tenant("registry_a", TenantKind.ZONE, "registry_b")));
        refused(
                Code.PARENT_NOT_ABOVE,
                () -> registry.create(TestTenancy.tenant("registry_a", TenantKind.COUNTY, "512022")));
        refused(Code.NAME_ILL_FORMED, () -> new NewTenant(new TenantCode("registry_a"), "  ", TenantKind.ZONE, null));
        tenancy.asOwner.execute("create schema t_registry_a");
        refused(Code.LEFTOVERS_IN_THE_WAY, () -> registry.create(TestTenancy.county("registry_a")));
        assertThat(registry.find(new TenantCode("registry_a"))).isEmpty();
    }

    @Test
    void of_many_who_create_the_same_tenant_at_once_one_succeeds() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var attempts = threads.invokeAll(IntStream.range(0, 4)
                    .<Callable<String>>mapToObj(i -> () -> {
                        try {
                            return registry.create(TestTenancy.county("registry_race"))
                                    .code()
                                    .value();
                        } catch (TenantException e) {
                            return e.code().name();
                        }
                    })
                    .toList());
            var outcomes = new ArrayList<String>();
            for (var attempt : attempts) {
                outcomes.add(attempt.get());
            }
            assertThat(outcomes)
                    .containsExactlyInAnyOrder("registry_race", "CODE_IN_USE", "CODE_IN_USE", "CODE_IN_USE");
        }
    }

    @Test
    void a_role_that_somebody_else_has_granted_too_keeps_the_tenant_from_being_suspended() {
        registry.create(TestTenancy.county("registry_twice"));
        tenancy.asSuperuser.execute("grant t_registry_twice to zhengping_pool with inherit false, set true");

        refused(Code.ROLE_NOT_REVOKED, () -> registry.suspend(new TenantCode("registry_twice")));
        assertThat(registry.get(new TenantCode("registry_twice")).inService()).isTrue();
    }

    @Test
    void the_registry_is_not_asked_inside_a_transaction() {
        refused(
                Code.CONTEXT_CHANGED_IN_TRANSACTION,
                () -> CurrentTenant.call(
                        new TenantCode("512022"),
                        () -> transaction().execute(status -> registry.get(new TenantCode("512000")))));
    }

    private static TransactionTemplate transaction() {
        return new TransactionTemplate(new TenantTransactionManager(tenancy.pool));
    }

    private static String desks() {
        return transaction()
                .<String>execute(status -> JdbcClient.create(tenancy.pool)
                        .sql("select string_agg(name, ',' order by id) from desk")
                        .query(String.class)
                        .single());
    }

    private static void refused(Code code, ThrowingCallable call) {
        assertThatExceptionOfType(TenantException.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
