package cn.zhengping.app.policies;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a document is imported from.
 *
 * @param fileId null for pasted text
 * @param fileType pdf, docx, …; null for pasted text, and for files of other types than people write papers in
 */
record PolicySource(
        PaperText paper, @Nullable UUID fileId, @Nullable String fileType) {}
