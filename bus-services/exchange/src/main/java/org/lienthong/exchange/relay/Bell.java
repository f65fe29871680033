package org.lienthong.exchange.relay;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lienthong.message.identity.OrganId;

/**
 * Wakes whoever waits for something that does not travel as a token. Rings on a thread of its own, several rings together: a
 * broker that is slow or gone delays nobody but those who wait, and they look for themselves when their time is over.
 */
public final class Bell implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 1000;

    private final WakeUpTopic topic;
    private final Set<OrganId> rung = ConcurrentHashMap.newKeySet();
    private final ArrayBlockingQueue<Boolean> signal = new ArrayBlockingQueue<>(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread ringer = new Thread(this::work, "bell");

    /** @param broker shared with whoever else of this process talks to the broker; closed by its owner */
    public Bell(BrokerLink broker) {
        this.topic = new WakeUpTopic(broker);
        ringer.setDaemon(true);
    }

    public void start() {
        ringer.start();
    }

    /** Returns at once. */
    public void ring(Collection<OrganId> organs) {
        rung.addAll(organs);
        boolean unused = signal.offer(true);
    }

    private void work() {
        try {
            while (!closed.get()) {
                signal.take();
                Set<OrganId> organs = Set.copyOf(rung);
                rung.removeAll(organs);
                if (!organs.isEmpty()) {
                    topic.publish(organs);
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.set(true);
        ringer.interrupt();
        try {
            ringer.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
