package org.lienthong.simulator.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.lienthong.client.RetryPolicy;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.tracking.Progress;
import org.lienthong.client.tracking.SentDocument;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/**
 * A run of load under way. Its clients repeat every call until it is answered, so the bus may be killed and started again
 * meanwhile; at the end what the ledger says is held against what the bus says.
 */
public final class LoadRun {

    private static final Duration LOOK = Duration.ofMillis(50);

    /** Never gives up: the run's end interrupts it. */
    private static final RetryPolicy STUBBORN =
            new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(100), Duration.ofSeconds(1));

    private final LoadPlan plan;
    private final Ledger ledger;
    private final LoadDocuments documents;
    private final Clients clients;
    private final Tally tally;
    private final Senders senders;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> work = new ArrayList<>();
    private final ServerProcess server;
    private final Optional<Duration> cpuBefore;
    private final long startedAt = System.nanoTime();

    private LoadRun(LoadPlan plan, Ledger ledger, LoadDocuments documents, Clients clients, Tally tally) {
        this.plan = plan;
        this.ledger = ledger;
        this.documents = documents;
        this.clients = clients;
        this.tally = tally;
        this.senders = new Senders(plan, documents, clients, tally);
        this.server = new ServerProcess(plan.serverPid());
        this.cpuBefore = server.cpu();
    }

    /** Starts sending and receiving; goes on where the ledger of an earlier run ends. */
    public static LoadRun start(LoadPlan plan, InstantSource clock) throws IOException {
        List<List<String>> before = Ledger.read(plan.ledger());
        Ledger ledger = Ledger.open(plan.ledger());
        Optional<List<String>> known = Ledger.run(before);
        String run = known.map(l -> l.get(1))
                .orElseGet(() -> UUID.randomUUID().toString().substring(0, 8));
        Instant began = known.map(l -> Instant.parse(l.get(2))).orElseGet(clock::instant);
        if (known.isEmpty()) {
            ledger.write("RUN", run, began.toString());
        }
        LoadDocuments documents = new LoadDocuments(run, began, plan.agencies(), plan.attachmentBytes());
        LoadRun started = new LoadRun(
                plan,
                ledger,
                documents,
                Clients.open(plan.sandbox(), plan.agencies(), STUBBORN),
                new Tally(ledger, before));
        started.begin(clock);
        return started;
    }

    private void begin(InstantSource clock) {
        for (int i = 0; i < plan.senders(); i++) {
            work.add(threads.submit(senders::work));
        }
        Pollers pollers = new Pollers(documents, clients, tally, clock);
        for (int i = 0; i < plan.pollers(); i++) {
            List<OrganId> share = share(i);
            work.add(threads.submit(() -> pollers.work(share)));
        }
    }

    /** Every agency to one poller at least; more pollers than agencies share them. */
    private List<OrganId> share(int poller) {
        List<OrganId> agencies = plan.agencies();
        List<OrganId> share = new ArrayList<>();
        for (int i = 0; i < agencies.size(); i++) {
            if (i % plan.pollers() == poller || poller % agencies.size() == i) {
                share.add(agencies.get(i));
            }
        }
        return share;
    }

    /** @return documents with a receipt so far */
    public int receipts() {
        return tally.receiptCount();
    }

    /** @return deliveries confirmed so far */
    public int taken() {
        return tally.tookCount();
    }

    /** Waits for the end, by completion or by the plan's time, then asks the bus about every document. */
    public LoadReport await() throws InterruptedException, IOException {
        long until = startedAt + plan.within().toNanos();
        while (System.nanoTime() < until && !(senders.done() && tally.everythingTaken())) {
            raiseFailures();
            boolean never = new CountDownLatch(1).await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            if (never) {
                throw new IllegalStateException("nobody counts this latch down");
            }
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startedAt);
        Optional<Duration> cpu = cpuBefore.flatMap(b -> server.cpu().map(now -> now.minus(b)));
        stop();
        audit();
        ledger.close();
        return tally.report(
                plan.documents(),
                elapsed,
                senders.times(),
                new ServerCost(cpu.filter(c -> !c.isNegative()), server.memoryPeak(), heapPeak()));
    }

    /** A thread that died of a fault of ours would make the run wait for nothing. */
    private void raiseFailures() throws InterruptedException {
        for (Future<?> one : work) {
            if (one.isDone()) {
                try {
                    one.get();
                } catch (ExecutionException broken) {
                    threads.shutdownNow();
                    throw new IllegalStateException("a thread of the load failed", broken.getCause());
                }
            }
        }
    }

    private void stop() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("threads of the load do not end");
        }
    }

    /** Holds the ledger against the bus: every receipt must be known there, under its delivery id, as taken if we took it. */
    private void audit() throws InterruptedException, IOException {
        Clients askers = Clients.open(plan.sandbox(), plan.agencies(), RetryPolicy.standard());
        ExecutorService auditors = Executors.newFixedThreadPool(plan.senders());
        List<Future<?>> asked = new ArrayList<>();
        for (Map.Entry<MessageId, DeliveryId> receipt : tally.receipts().entrySet()) {
            asked.add(auditors.submit(() -> audit(askers, receipt.getKey(), receipt.getValue())));
        }
        for (Future<?> one : asked) {
            try {
                one.get();
            } catch (ExecutionException broken) {
                auditors.shutdownNow();
                throw new IllegalStateException("the bus could not be asked", broken.getCause());
            }
        }
        auditors.shutdown();
    }

    private void audit(Clients askers, MessageId id, DeliveryId delivery) {
        int index = documents.index(id).orElseThrow();
        try {
            SentDocument sent = askers.of(documents.sender(index)).status(id);
            boolean kept = sent.recipients().stream()
                    .anyMatch(p -> p.deliveryId().equals(delivery)
                            && (p.state() == Progress.State.TAKEN || !tally.took(delivery)));
            if (!kept || sent.recipients().size() != 1) {
                tally.lost();
            }
        } catch (BusRefused unknown) {
            tally.lost();
        }
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                .sum();
    }
}
