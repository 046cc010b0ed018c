package cn.zhengping.app.files;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * When and where a photo says it was taken. Not for everybody who sees the photo: the feature that has the file decides.
 *
 * @param takenAt local time of the camera
 * @param latitude degrees north by WGS 84
 * @param longitude degrees east by WGS 84
 * @param camera maker and model
 */
public record Capture(
        @Nullable LocalDateTime takenAt,
        @Nullable Double latitude,
        @Nullable Double longitude,
        @Nullable String camera) {}
