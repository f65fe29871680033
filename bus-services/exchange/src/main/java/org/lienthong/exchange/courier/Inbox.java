package org.lienthong.exchange.courier;

import java.net.URI;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;

/**
 * Where the bus calls an agency.
 *
 * @param system whose inbox it is
 * @param failures in a row, up to now
 */
public record Inbox(OrganId organ, SystemId system, URI address, Mode mode, int failures) {

    /** What the bus brings. */
    public enum Mode {
        /** Word that something waits; the agency pulls. */
        NOTIFY,
        /** The documents themselves. */
        DELIVER
    }
}
