package org.lienthong.exchange;

/**
 * Hears of every step that a document has made on its way between the rooms, on the thread that made it, before the next
 * one begins. Whatever this throws, and a process that ends here, is a crash at that step; adr/0010.
 */
@FunctionalInterface
public interface Passage {

    /** What runs in production: nobody listens. */
    Passage UNWATCHED = step -> {};

    void reached(Step step);

    /** The places where dying would hurt most: between two things that two disks must agree on. */
    enum Step {
        /** Content is on disk; no row names it yet. */
        CONTENT_KEPT,
        /** The rows of an acceptance are written; their transaction is open. */
        ACCEPTANCE_WRITTEN,
        /** The acceptance is committed; nobody has a receipt. */
        ACCEPTANCE_COMMITTED,
        /** An answer is signed; none of its bytes has left. */
        ANSWER_SIGNED,
        /** Tokens are committed in the broker; their outbox rows are still there. */
        RELAY_QUEUED,
        /** The outbox rows of those tokens are gone. */
        RELAY_DELETED,
        /** Tokens are received; neither side has committed. */
        TOKENS_TAKEN,
        /** Leases are committed in the database; the broker still has their tokens. */
        LEASE_COMMITTED,
        /** Requested and Served are committed; no byte of content has left. */
        SERVED_COMMITTED,
        /** The signed confirmation is on disk; no row names it yet. */
        CONFIRMATION_KEPT,
        /** The outcome is committed; the recipient does not know. */
        CONFIRMATION_COMMITTED,
        /** A queue is found idle and locked; it is still there. */
        QUEUE_FOUND_IDLE
    }
}
