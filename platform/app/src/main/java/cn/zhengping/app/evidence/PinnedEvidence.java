package cn.zhengping.app.evidence;

import java.util.UUID;

/**
 * A revision of evidence that a sheet can rest on.
 *
 * @param digest of all that it says
 * @param latest whether it is the one that stands; an earlier one can still be rested on
 * @param standing false once it was taken back or withdrawn
 */
public record PinnedEvidence(
        UUID evidenceId, int revision, String digest, String title, boolean latest, boolean standing) {}
