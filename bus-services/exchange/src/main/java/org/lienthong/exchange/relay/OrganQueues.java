package org.lienthong.exchange.relay;

import org.lienthong.message.identity.OrganId;

/** Names in the broker, and the lock under which a queue is known to exist. */
public final class OrganQueues {

    /** What the name of every organ's queue starts with. */
    public static final String PREFIX = "lt.organ.";

    /** First key of the advisory locks that guard queues; the second is the organ's. */
    public static final int LOCKS = 0x4C54_0001;

    static final String WAKE_UPS = "lt.wakeup";

    private OrganQueues() {}

    public static String nameOf(OrganId organ) {
        return PREFIX + organ.value();
    }

    /** @return the organ whose queue this is */
    public static OrganId organOf(String queue) {
        return new OrganId(queue.substring(PREFIX.length()));
    }

    /**
     * A relay holds this PostgreSQL advisory lock shared, from before it makes sure of the queue until its tokens are
     * committed; whoever removes the queue holds it exclusively. Two organs with one key only wait for each other.
     *
     * @return the second key; the same in every JVM
     */
    public static int lockKey(OrganId organ) {
        return organ.value().hashCode();
    }
}
