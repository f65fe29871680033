package org.lienthong.exchange.admission;

import java.util.Optional;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.RefusalCode;

/**
 * A recipient and the directory's word on it.
 *
 * @param written as the sender wrote it
 * @param organ as the directory knows it; empty if it does not
 * @param refused why it cannot be served; empty if it can
 */
public record AddressedRecipient(OrganId written, Optional<OrganId> organ, Optional<RefusalCode> refused) {}
