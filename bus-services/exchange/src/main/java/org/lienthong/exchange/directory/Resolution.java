package org.lienthong.exchange.directory;

import java.util.Optional;
import org.lienthong.message.identity.OrganId;

/** What an agency code stands for now. */
public sealed interface Resolution {

    /** @return the id that the directory gives the organ; empty if the code is nobody's */
    Optional<OrganId> known();

    /** Can be served. */
    record Open(OrganId organ) implements Resolution {
        @Override
        public Optional<OrganId> known() {
            return Optional.of(organ);
        }
    }

    /** No longer exists. */
    record Closed(OrganId organ, Optional<OrganId> successor) implements Resolution {
        @Override
        public Optional<OrganId> known() {
            return Optional.of(organ);
        }
    }

    /** Exists, but has no system on this bus. */
    record NotConnected(OrganId organ) implements Resolution {
        @Override
        public Optional<OrganId> known() {
            return Optional.of(organ);
        }
    }

    /** Is nobody's code. */
    record Unknown() implements Resolution {
        @Override
        public Optional<OrganId> known() {
            return Optional.empty();
        }
    }
}
