package org.lienthong.exchange.admission;

import java.io.IOException;
import org.lienthong.exchange.store.StoredObject;

/** The HTTP entity as it arrives: spooled byte for byte by the door, kept only once the submission is admitted. */
public interface RawEntity {

    /** @return Content-Type of the entity, with its parameters, as received */
    String contentType();

    /** @return where the signed root part starts within the entity, in bytes */
    long rootOffset();

    /** @return the signed root part as received; not to be changed */
    byte[] root();

    /** @return Content-Type of the root part, as received */
    String rootContentType();

    /**
     * Drains what is left of the entity and makes it a stored object: MUST be on disk when this returns.
     *
     * @throws IOException the connection or the entity broke; nothing is kept
     * @throws java.io.UncheckedIOException the disk failed; nothing is kept
     */
    StoredObject keep() throws IOException;

    /** Overwrites and removes what was spooled, and MUST leave nothing to keep. For what the bus may not hold. */
    void wipe();
}
