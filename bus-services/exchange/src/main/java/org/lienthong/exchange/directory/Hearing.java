package org.lienthong.exchange.directory;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;

/**
 * An organ that must hear of a change of the directory.
 *
 * @param organ who must hear
 * @param about the organ that changed, or whose system, key or mandate did
 * @param successor of a closed one
 * @param event the change's line of evidence
 */
public record Hearing(
        OrganId organ, EventKind kind, OrganId about, Optional<OrganId> successor, Instant at, Digest event) {}
