package cn.zhengping.app.evidence;

import java.util.UUID;

/**
 * A file of a revision.
 *
 * @param name as its sender called it
 * @param sha256 of its bytes, in hexadecimal
 */
public record RevisionFile(UUID fileId, String name, String sha256) {}
