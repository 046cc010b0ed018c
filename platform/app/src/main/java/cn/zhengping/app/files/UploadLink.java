package cn.zhengping.app.files;

import java.time.Instant;
import java.util.UUID;

/**
 * Where to send a file, by a PUT of the whole or by tus 1.0. Whoever has the link may, so it goes to the sender only.
 *
 * @param url beginning with {@code /} where {@code zhengping.public-url} is not configured
 * @param expiresAt if nothing arrives until then; whatever arrives puts it off
 */
public record UploadLink(UUID fileId, String url, Instant expiresAt) {}
