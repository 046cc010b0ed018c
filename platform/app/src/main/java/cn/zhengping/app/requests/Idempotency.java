package cn.zhengping.app.requests;

import cn.zhengping.app.access.Access;
import cn.zhengping.app.errors.PlatformException;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Does something once for each key that an account chooses, inside the transaction of the caller: what is rolled back
 * was never done, and its key is free again.
 */
@Component
public class Idempotency {

    private static final int LONGEST = 100;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private final Access access;
    private final JdbcClient jdbc;

    Idempotency(Access access, JdbcClient jdbc) {
        this.access = access;
        this.jdbc = jdbc;
    }

    /**
     * Does the work, or answers what it gave the first time. Two requests at once wait for one another.
     *
     * @param key null to do it in any case
     * @param operation name of the mutation
     * @param payload everything that the request asks for, as records and collections
     * @param work answers the id of what it made or changed
     * @throws PlatformException {@code IDEMPOTENCY_KEY_ILL_FORMED}, {@code IDEMPOTENCY_CONFLICT}
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID once(@Nullable String key, String operation, Object payload, Supplier<UUID> work) {
        if (key == null) {
            return work.get();
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw new PlatformException(RequestError.IDEMPOTENCY_KEY_ILL_FORMED);
        }
        var account = access.actor().account();
        var digest = digest(operation, payload);
        var first =
                jdbc.sql("insert into request_key (account_id, key, digest) values (?, ?, ?) on conflict do nothing")
                                .params(account, key, digest)
                                .update()
                        == 1;
        if (first) {
            var result = work.get();
            jdbc.sql("update request_key set result = ? where account_id = ? and key = ?")
                    .params(result, account, key)
                    .update();
            return result;
        }
        return jdbc.sql("select result from request_key where account_id = ? and key = ? and digest = ?")
                .params(account, key, digest)
                .query(UUID.class)
                .optional()
                .orElseThrow(() -> new PlatformException(RequestError.IDEMPOTENCY_CONFLICT, key));
    }

    private static String digest(String operation, Object payload) {
        return DigestUtils.sha256Hex(operation + "\n" + JSON.writeValueAsString(payload));
    }
}
