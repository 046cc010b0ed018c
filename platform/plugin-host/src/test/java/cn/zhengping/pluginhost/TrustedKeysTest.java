package cn.zhengping.pluginhost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustedKeysTest {

    @Test
    void a_key_is_read_from_pem_and_from_bare_base64() throws GeneralSecurityException {
        var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        var base64 = Base64.getEncoder().encodeToString(key.getEncoded());
        var pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n";

        var keys = TrustedKeys.parse(Map.of("pem", pem, "bare", base64));

        assertThat(keys.find("pem")).contains(key);
        assertThat(keys.find("bare")).contains(key);
        assertThat(keys.find("other")).isEmpty();
    }

    @Test
    void what_is_no_ed25519_key_is_refused() throws GeneralSecurityException {
        var rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        var ed448 = KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPublic();
        assertThatIllegalArgumentException().isThrownBy(() -> new TrustedKeys(Map.of("rsa", rsa)));
        assertThatIllegalArgumentException().isThrownBy(() -> new TrustedKeys(Map.of("ed448", ed448)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedKeys.parse(Map.of("mine", "not base64!")))
                .withMessageContaining("mine");
    }

    @Test
    void a_key_id_that_no_signature_can_name_is_refused() throws GeneralSecurityException {
        var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        assertThatIllegalArgumentException().isThrownBy(() -> new TrustedKeys(Map.of("my key", key)));
    }

    @Test
    void a_signature_file_reads_back() throws GeneralSecurityException {
        var key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var archive = "archive".getBytes(StandardCharsets.UTF_8);
        var signature = PluginSignature.sign("operator", key.getPrivate(), archive);

        assertThat(PluginSignature.parse(signature.toBytes())).isEqualTo(signature);
        assertThat(signature.verify(key.getPublic(), archive)).isTrue();
    }
}
