package org.lienthong.simulator.load;

import java.util.concurrent.atomic.AtomicInteger;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.failure.TransportFailure;

/** Sends each document of the plan until there is a receipt or a final refusal. */
final class Senders {

    private final LoadPlan plan;
    private final LoadDocuments documents;
    private final Clients clients;
    private final Tally tally;
    private final Latencies times = new Latencies();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();

    Senders(LoadPlan plan, LoadDocuments documents, Clients clients, Tally tally) {
        this.plan = plan;
        this.documents = documents;
        this.clients = clients;
        this.tally = tally;
    }

    /** One thread's work; returns when nothing is left to send or the thread is interrupted. */
    void work() {
        while (!Thread.currentThread().isInterrupted()) {
            int index = next.getAndIncrement();
            if (index >= plan.documents()) {
                return;
            }
            if (!tally.settled(documents.messageId(index))) {
                send(index);
            }
            finished.incrementAndGet();
        }
    }

    private void send(int index) {
        long start = System.nanoTime();
        try {
            tally.receipt(clients.of(documents.sender(index)).send(documents.document(index)));
            times.add(System.nanoTime() - start);
        } catch (BusRefused refused) {
            tally.refusedForGood(documents.messageId(index), refused.code());
        } catch (TransportFailure endOfRun) {
            Thread.currentThread().interrupt();
        }
    }

    boolean done() {
        return finished.get() >= plan.documents();
    }

    Latencies times() {
        return times;
    }
}
