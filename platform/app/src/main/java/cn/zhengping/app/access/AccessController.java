package cn.zhengping.app.access;

import cn.zhengping.tenants.TenantCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Accounts and roles over GraphQL. */
@Controller
class AccessController {

    private final Access access;
    private final Accounts accounts;

    AccessController(Access access, Accounts accounts) {
        this.access = access;
        this.accounts = accounts;
    }

    record Me(UUID account, String name, @Nullable String tenant, List<Actor.Holding> roles) {}

    record MembershipView(
            String login,
            UUID account,
            String name,
            Role role,
            @Nullable String division) {}

    record NewAccountView(String login, UUID account, String secret) {}

    record CreateAccountInput(
            String login,
            String name,
            Role role,
            @Nullable String division,
            @Nullable String tenant) {}

    @QueryMapping
    Me me() {
        var actor = access.actor();
        return new Me(
                actor.account(),
                actor.name(),
                actor.tenant() == null ? null : actor.tenant().value(),
                List.copyOf(actor.holdings()));
    }

    @QueryMapping
    List<MembershipView> memberships() {
        return accounts.ofTenant().stream()
                .map(membership -> new MembershipView(
                        membership.account().login(),
                        membership.account().id(),
                        membership.account().name(),
                        membership.holding().role(),
                        membership.holding().division()))
                .toList();
    }

    @MutationMapping
    NewAccountView createAccount(@Argument CreateAccountInput input) {
        var made = accounts.create(
                input.login(),
                input.name(),
                input.role(),
                input.division(),
                input.tenant() == null ? null : new TenantCode(input.tenant()));
        return new NewAccountView(made.account().login(), made.account().id(), made.secret());
    }

    @MutationMapping
    boolean grantRole(@Argument String login, @Argument Role role, @Argument @Nullable String division) {
        accounts.grant(login, role, division);
        return true;
    }

    @MutationMapping
    boolean revokeRole(@Argument String login, @Argument Role role, @Argument @Nullable String division) {
        accounts.revoke(login, role, division);
        return true;
    }
}
