package org.lienthong.exchange.directory;

import java.util.Optional;
import org.lienthong.message.identity.OrganId;

/** What an agency code stands for now. */
public sealed interface Resolution {

    /** Can be served. */
    record Open(OrganId organ) implements Resolution {}

    /** No longer exists. */
    record Closed(OrganId organ, Optional<OrganId> successor) implements Resolution {}

    /** Exists, but has no system on this bus. */
    record NotConnected(OrganId organ) implements Resolution {}

    /** Is nobody's code. */
    record Unknown() implements Resolution {}
}
