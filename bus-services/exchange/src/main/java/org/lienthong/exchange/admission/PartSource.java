package org.lienthong.exchange.admission;

import java.io.IOException;
import java.util.Optional;

/** The parts after the root part, in the order of their arrival. MUST read nothing of them before it is asked. */
public interface PartSource {

    /**
     * @return the next part; empty after the last
     * @throws IOException the connection or the entity broke
     * @throws java.io.UncheckedIOException the disk failed
     */
    Optional<IncomingPart> next() throws IOException;

    /** @return a source for a submission that is its root part only */
    static PartSource none() {
        return Optional::empty;
    }
}
