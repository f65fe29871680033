package org.lienthong.exchange.admission;

import java.io.InputStream;
import java.util.OptionalLong;
import org.lienthong.message.identity.ContentId;

/**
 * A MIME part after the root part, its transfer encoding already undone.
 *
 * @param content to be read to its end before the next part is asked for; IOException: the connection or the entity broke
 * @param rawOffset where the content lies in the raw entity, present iff it lies there as it is (no base64)
 */
public record IncomingPart(ContentId id, String mediaType, InputStream content, OptionalLong rawOffset) {}
