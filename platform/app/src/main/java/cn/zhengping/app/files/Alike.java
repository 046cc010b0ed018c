package cn.zhengping.app.files;

/**
 * A file that is, or looks like, another one.
 *
 * @param same whether it has the same bytes
 * @param distance bits of the fingerprints that differ, 0 to 8; 0 for the same bytes
 */
public record Alike(StoredFile file, boolean same, int distance) {}
