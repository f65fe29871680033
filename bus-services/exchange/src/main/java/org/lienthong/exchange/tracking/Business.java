package org.lienthong.exchange.tracking;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.exchange.notice.StatusFields;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.MessageId;

/**
 * How far the recipient's work is, as its status messages say.
 *
 * @param said absent while only a 13 was sent
 * @param fields of each the last that was said
 * @param asked the 13 that has no answer yet
 */
public record Business(Optional<Said> said, StatusFields fields, Optional<Asked> asked) {

    /** @param code the last of 01 to 06, or 15: withdrawn */
    public record Said(StatusCode code, Instant since) {}

    /** @param messageId of the 13 */
    public record Asked(MessageId messageId, Instant since) {}
}
