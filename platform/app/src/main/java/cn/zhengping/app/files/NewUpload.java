package cn.zhengping.app.files;

import org.jspecify.annotations.Nullable;

/**
 * A file that is going to be sent: {@code UploadInput} of the API, for the mutations of the features that begin uploads.
 *
 * @param fileName what it is called; a path in front of it is left out
 * @param size in bytes, exactly
 * @param sha256 in hexadecimal, to be compared with what arrives; null to trust the wire
 */
public record NewUpload(
        String fileName, long size, @Nullable String sha256) {}
