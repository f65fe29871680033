package org.lienthong.simulator.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.lienthong.message.identity.OrganId;
import org.lienthong.simulator.agency.Sandbox;

/**
 * A bounded run of load.
 *
 * @param agencies at least two; each sends, and receives from the others
 * @param documents in all, each to one recipient
 * @param senders threads that send
 * @param pollers threads that receive, spread over the agencies
 * @param attachmentBytes of the one attachment; 0: none
 * @param ledger file to append to; one that exists is gone on with
 * @param within when the run ends, whatever is still open
 * @param serverPid of a bus on this machine, to account for its CPU
 */
public record LoadPlan(
        Sandbox sandbox,
        List<OrganId> agencies,
        int documents,
        int senders,
        int pollers,
        int attachmentBytes,
        Path ledger,
        Duration within,
        OptionalLong serverPid) {

    public LoadPlan {
        agencies = List.copyOf(agencies);
        if (agencies.size() < 2 || documents < 1 || senders < 1 || pollers < 1 || attachmentBytes < 0) {
            throw new IllegalArgumentException("two agencies, one document, one sender and one poller at least");
        }
    }
}
