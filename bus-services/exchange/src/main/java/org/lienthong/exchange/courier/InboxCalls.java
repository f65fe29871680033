package org.lienthong.exchange.courier;

import org.lienthong.exchange.delivery.ConfirmRequest;
import org.lienthong.exchange.delivery.PushedDelivery;
import org.lienthong.message.identity.RequestId;

/**
 * The wire to the inboxes. Every call MUST end within its time whatever the other side does, MUST reach only addresses that
 * the operator allowed, and MUST hold in memory no more of an answer than its bound. Safe for several threads.
 */
public interface InboxCalls {

    /**
     * @param waiting deliveries of the organ that wait
     * @throws PushFailedException unless a system that may receive for the organ signed that it heard
     */
    void notifyWaiting(Inbox inbox, RequestId requestId, int waiting);

    /**
     * @return what a system that may confirm for the organ signed, bound to this very call and already in the content store
     * @throws PushFailedException if there is no such answer
     */
    ConfirmRequest deliver(Inbox inbox, RequestId requestId, PushedDelivery pushed);
}
