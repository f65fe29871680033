package org.lienthong.exchange.directory;

import java.util.List;
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

    /**
     * No longer exists.
     *
     * @param successors who took over, and who took over from them if they are closed too; the last may be open
     */
    record Closed(OrganId organ, List<OrganId> successors) implements Resolution {

        public Closed {
            successors = List.copyOf(successors);
        }

        @Override
        public Optional<OrganId> known() {
            return Optional.of(organ);
        }

        /** @return the last of the chain: where documents go now */
        public Optional<OrganId> successor() {
            return successors.isEmpty() ? Optional.empty() : Optional.of(successors.get(successors.size() - 1));
        }
    }

    /**
     * Exists, but has no system on this bus, or its code is not in force yet.
     *
     * @param contactPoint how to reach it otherwise
     */
    record NotConnected(OrganId organ, Optional<String> contactPoint) implements Resolution {
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
