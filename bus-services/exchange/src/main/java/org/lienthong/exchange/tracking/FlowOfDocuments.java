package org.lienthong.exchange.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.message.identity.OrganId;

/**
 * What is on its way, for people to look at.
 *
 * @param newest accepted last, first
 * @param waiting where copies wait, the longest first
 */
public record FlowOfDocuments(Totals totals, List<Document> newest, List<Waiting> waiting) {

    public FlowOfDocuments {
        newest = List.copyOf(newest);
        waiting = List.copyOf(waiting);
    }

    /**
     * Copies, all of them.
     *
     * @param underWay leased or served, without an outcome yet
     * @param failed refused or expired
     */
    public record Totals(long documents, long waiting, long underWay, long taken, long failed, long recalled) {}

    /** @param code số/ký hiệu */
    public record Document(
            OrganId from, String sender, String code, String subject, Instant acceptedAt, List<Copy> copies) {

        public Document {
            copies = List.copyOf(copies);
        }
    }

    /**
     * @param since when it came into this state
     * @param processing how far the recipient's work is, as it says itself
     */
    public record Copy(
            OrganId to, String recipient, DeliveryState state, Instant since, Optional<Processing> processing) {}

    /**
     * @param code the last of 01 to 06, or 15; empty if the sender has only asked for it back
     * @param askedBack whether a 13 has no answer yet
     */
    public record Processing(Optional<String> code, Optional<Instant> since, boolean askedBack) {}

    /** @param lastPolled empty if its systems have never asked */
    public record Waiting(OrganId organ, String name, long copies, Instant oldest, Optional<Instant> lastPolled) {}
}
