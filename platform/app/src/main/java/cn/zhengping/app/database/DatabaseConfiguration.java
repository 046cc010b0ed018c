package cn.zhengping.app.database;

import cn.zhengping.tenants.database.Changelogs;
import cn.zhengping.tenants.database.DatabaseBootstrap;
import cn.zhengping.tenants.database.DatabaseRoles;
import cn.zhengping.tenants.database.PoolPassword;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.orm.jpa.JpaVendorAdapter;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;

/** From nothing to a pool of connections that can do nothing until a tenant is bound. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "zhengping.database.embedded", matchIfMissing = true)
    static class Embedded {

        @Bean
        EmbeddedDatabase embeddedDatabase(DatabaseProperties properties) {
            return new EmbeddedDatabase(properties.folder());
        }

        @Bean
        OwnerDatabase ownerDatabase(EmbeddedDatabase database) {
            return database.owner();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty(name = "zhengping.database.embedded", havingValue = false)
    static class External {

        @Bean
        OwnerDatabase ownerDatabase(
                @Value("${spring.datasource.url}") String url,
                @Value("${spring.datasource.username}") String username,
                @Value("${spring.datasource.password}") String password) {
            var owner = new DriverManagerDataSource(url, username, password);
            try {
                owner.getConnection().close();
                return new OwnerDatabase(owner, url, PoolPassword.derivedFrom(password));
            } catch (SQLException unreachable) {
                throw new StartFailure("DATABASE_NOT_REACHED", url, unreachable);
            }
        }
    }

    @Bean
    HikariDataSource dataSource(OwnerDatabase owner, DatabaseProperties properties) {
        new DatabaseBootstrap(owner.connections())
                .run(Changelogs.ofPlatform(DatabaseConfiguration.class.getClassLoader()), owner.poolPassword());
        var pool = new HikariConfig();
        pool.setPoolName("tenants");
        pool.setJdbcUrl(owner.url());
        pool.setUsername(DatabaseRoles.POOL);
        pool.setPassword(owner.poolPassword().value());
        pool.setMaximumPoolSize(properties.poolSize());
        // A backend that has touched thousands of schemas grows by hundreds of megabytes: let it go in time.
        pool.setMaxLifetime(600_000);
        return new HikariDataSource(pool);
    }

    /** Boot makes its transaction manager with the dialect of this adapter. */
    @Bean
    JpaVendorAdapter jpaVendorAdapter() {
        var dialect = new TenantJpaDialect();
        return new HibernateJpaVendorAdapter() {
            @Override
            public HibernateJpaDialect getJpaDialect() {
                return dialect;
            }
        };
    }
}
