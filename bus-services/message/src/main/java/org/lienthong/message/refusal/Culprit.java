package org.lienthong.message.refusal;

import java.util.Optional;
import org.lienthong.message.identity.OrganId;

/**
 * A recipient that stands in the way of a submission.
 *
 * @param organ as the caller wrote it, bounded to 64 characters
 * @param successor where a closed organ's documents go now
 * @param contactPoint how to reach an organ that is not connected
 */
public record Culprit(String organ, RefusalCode code, Optional<OrganId> successor, Optional<String> contactPoint) {}
