package cn.zhengping.pluginhost;

import cn.zhengping.spi.Message;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Ed25519 keys by which the operator trusts code, by their id.
 *
 * @param keys none for an installation that takes data packs only
 */
public record TrustedKeys(Map<String, PublicKey> keys) {

    public static final TrustedKeys NONE = new TrustedKeys(Map.of());

    /** @throws IllegalArgumentException if an id is malformed or a key is no Ed25519 key */
    public TrustedKeys {
        keys = Map.copyOf(keys);
        keys.forEach((id, key) -> {
            if (!PluginSignature.isKeyId(id)) {
                throw refused("TRUSTED_KEY_ID", id, null);
            }
            if (!(key instanceof EdECPublicKey edwards)
                    || !edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
                throw refused("TRUSTED_KEY", id, null);
            }
        });
    }

    /**
     * Reads keys from configuration.
     *
     * @param encoded by id of the key: PEM or bare Base64 of the public key's X.509 form, as {@code openssl pkey -pubout}
     *     writes it
     * @throws IllegalArgumentException if one is no Ed25519 public key
     */
    public static TrustedKeys parse(Map<String, String> encoded) {
        var keys = new HashMap<String, PublicKey>();
        encoded.forEach((id, text) -> keys.put(id, parseKey(id, text)));
        return new TrustedKeys(keys);
    }

    private static PublicKey parseKey(String id, String text) {
        var base64 = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----|\\s", "");
        try {
            var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(base64));
            return KeyFactory.getInstance("Ed25519").generatePublic(spec);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw refused("TRUSTED_KEY", id, e);
        }
    }

    Optional<PublicKey> find(String keyId) {
        return Optional.ofNullable(keys.get(keyId));
    }

    private static IllegalArgumentException refused(String key, String id, @Nullable Throwable cause) {
        var message = Message.of(PluginRejectedException.BUNDLE, key, id);
        return new IllegalArgumentException(message.in(Locale.CHINESE) + " / " + message.in(Locale.ENGLISH), cause);
    }
}
