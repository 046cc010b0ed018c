package cn.zhengping.app.files;

import static org.assertj.core.api.Assertions.assertThat;

import cn.zhengping.app.testing.ApplicationTest;
import cn.zhengping.app.testing.People;
import cn.zhengping.tenants.CurrentTenant;
import cn.zhengping.tenants.TenantCode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ApplicationTest
class AlikeSpeedTest {

    @Autowired
    private People people;

    @Autowired
    private cn.zhengping.app.files.Files files;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void speed() {
        people.tenant("513429");
        CurrentTenant.<RuntimeException>run(new TenantCode("513429"), () -> {
            transaction.executeWithoutResult(status -> jdbc.sql("""
                    insert into stored_file (id, name, size, state, expires_at, uploaded_by, begun_at, stored_at, sha256, fingerprint)
                    select gen_random_uuid(), 'x', 1, 'READ', now(), gen_random_uuid(), now(), now(), md5(i::text) || md5((i+1)::text),
                        (random() * 4294967296)::bigint << 32 | (random() * 4294967296)::bigint
                    from generate_series(1, 200000) i""").update());
            var ids = java.util.Objects.requireNonNull(transaction.execute(status ->
                    jdbc.sql("select id from stored_file limit 20").query(UUID.class).list()));
            for (var i = 0; i < 5; i++) {
                var began = System.nanoTime();
                var one = transaction.execute(status -> files.alike(List.of(ids.get(0))));
                var middle = System.nanoTime();
                var many = transaction.execute(status -> files.alike(ids));
                System.out.println("ALIKE one " + (middle - began) / 1000 + " us, twenty "
                        + (System.nanoTime() - middle) / 1000 + " us, " + one + many);
            }
            transaction.executeWithoutResult(status -> {
                for (var line : jdbc.sql("explain analyze select o.id from stored_file o where o.fingerprint is not null and o.released_at is null and bit_count((o.fingerprint # 42)::bit(64)) <= 8")
                        .query(String.class)
                        .list()) {
                    System.out.println("ALIKE " + line);
                }
            });
        });
        assertThat(true).isTrue();
    }
}
