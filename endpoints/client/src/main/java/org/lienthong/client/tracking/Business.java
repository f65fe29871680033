package org.lienthong.client.tracking;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.client.notice.RegisterEntry;
import org.lienthong.message.identity.MessageId;

/**
 * How far the recipient's work is, as its status messages say.
 *
 * @param code the last of 01 to 06, or 15: withdrawn; absent while only a 13 was sent
 * @param asked the 13 that has no answer yet
 */
public record Business(
        Optional<String> code, Optional<Instant> since, RegisterEntry entry, Optional<MessageId> asked) {}
