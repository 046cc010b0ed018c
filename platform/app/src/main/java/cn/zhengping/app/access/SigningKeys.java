package cn.zhengping.app.access;

import cn.zhengping.app.database.PlatformWork;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.text.ParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The key that tokens are signed with: made by the first node that starts, then the same for all and for good. */
final class SigningKeys implements JWKSource<SecurityContext> {

    private final JWKSet keys;

    SigningKeys(JdbcClient jdbc, PlatformWork platform) {
        var jwk = platform.call(() -> {
            jdbc.sql("lock table signing_key in exclusive mode").update();
            return jdbc.sql("select jwk from signing_key order by created_at desc limit 1")
                    .query(String.class)
                    .optional()
                    .orElseGet(() -> {
                        var made = generate();
                        jdbc.sql("insert into signing_key (id, jwk) values (?, ?)")
                                .params(made.getKeyID(), made.toJSONString())
                                .update();
                        return made.toJSONString();
                    });
        });
        try {
            keys = new JWKSet(JWK.parse(jwk));
        } catch (ParseException damaged) {
            throw new IllegalStateException("The signing key in platform.signing_key is damaged", damaged);
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(keys);
    }

    private static ECKey generate() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
