package cn.zhengping.app.files;

/**
 * What a tenant has stored, and how much it may. Uploads count from their beginning, with the size that they announce;
 * released files count until their bytes are removed; a file that is there twice counts twice.
 *
 * @param largest bytes that one file may have
 * @param files that it has
 * @param filesAllowed that it may have
 * @param bytes of all of them
 * @param bytesAllowed of all of them
 */
public record FileLimits(long largest, int files, int filesAllowed, long bytes, long bytesAllowed) {}
