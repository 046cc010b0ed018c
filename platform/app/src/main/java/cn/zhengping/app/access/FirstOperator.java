package cn.zhengping.app.access;

import cn.zhengping.app.access.Actor.Holding;
import java.util.Set;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Whoever makes the first tenants of a new installation: the account {@code operator}, made at start where
 * {@code zhengping.access.operator-secret} is set. Later starts leave its secret as it is.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("zhengping.access.operator-secret")
class FirstOperator {

    @Bean
    ApplicationRunner makeOperator(Accounts accounts, Environment environment) {
        return arguments -> accounts.ensure(
                "operator",
                "平台运营",
                environment.getRequiredProperty("zhengping.access.operator-secret"),
                null,
                Set.of(new Holding(Role.PLATFORM_OPERATOR, null)));
    }
}
