package org.lienthong.client.receiving;

import org.lienthong.message.identity.OrganId;

/** What an agency does with what the bus brings. Called on several threads; whatever it throws tells the bus: not taken. */
public interface InboxHandler {

    /** Documents wait to be pulled; the number is coarse. Return soon: pull on another thread. */
    void waiting(OrganId organ, int count);

    /**
     * The answer is signed for: before TAKEN is returned the document MUST be on disk. The same delivery may come again, with
     * a higher attempt, when the answer was lost; it is to be answered the same, and kept once.
     */
    Outcome received(PushedDocument document);
}
