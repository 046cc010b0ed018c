package cn.zhengping.pluginhost;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What stands in {@code <file>.sig}: one line with the key's id and the Ed25519 signature over the whole file in Base64,
 * with a space between them.
 *
 * @param keyId letters, digits, dots, underscores and hyphens, at most 64
 * @param base64 of the 64 bytes of the signature
 */
public record PluginSignature(String keyId, String base64) {

    private static final String ALGORITHM = "Ed25519";
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern LINE = Pattern.compile("(" + KEY_ID.pattern() + ") ([A-Za-z0-9+/]{86}==)\\R?");

    /** @throws IllegalArgumentException if one of them is not what it has to be */
    public PluginSignature {
        if (!LINE.matcher(keyId + " " + base64).matches()) {
            throw new IllegalArgumentException("not a signature: " + keyId + " " + base64);
        }
    }

    /**
     * Reads the content of a {@code .sig} file.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static PluginSignature parse(byte[] content) {
        var line = LINE.matcher(new String(content, StandardCharsets.US_ASCII));
        if (!line.matches()) {
            throw new IllegalArgumentException("not a signature file");
        }
        return new PluginSignature(line.group(1), line.group(2));
    }

    /**
     * Signs an archive, for whoever publishes a code plugin.
     *
     * @throws IllegalArgumentException if the key is no Ed25519 key
     */
    public static PluginSignature sign(String keyId, PrivateKey key, byte[] archive) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(archive);
            return new PluginSignature(keyId, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot sign with key " + keyId, e);
        }
    }

    boolean verify(PublicKey key, byte[] archive) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(archive);
            return signature.verify(Base64.getDecoder().decode(base64));
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static boolean isKeyId(String text) {
        return KEY_ID.matcher(text).matches();
    }

    /** The content of the {@code .sig} file. */
    public byte[] toBytes() {
        return (keyId + " " + base64 + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
