package cn.zhengping.app.evidence;

import java.util.UUID;

/** What evidence is about, which decides whose it is. */
public sealed interface About {

    /** A unit of the tenant: made by its clerks. */
    record OfUnit(UUID unit) implements About {}

    /** An application to a campaign of the tenant: made on the spot, by whoever reviews it. */
    record OfApplication(UUID application) implements About {}
}
