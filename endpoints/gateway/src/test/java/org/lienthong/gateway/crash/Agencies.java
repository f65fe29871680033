package org.lienthong.gateway.crash;

import static org.lienthong.gateway.crash.CrashSite.HCMC;
import static org.lienthong.gateway.crash.CrashSite.HUE;
import static org.lienthong.gateway.crash.CrashSite.VPCP;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.tracking.SentDocument;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/** An agency that sends and two that receive with several pollers each, none of which ever gives up a call. */
final class Agencies implements AutoCloseable {

    private static final int SENDERS = 2;
    private static final int POLLERS = 2;
    private static final int AT_ONCE = 4;
    /** The shortest that the bus grants: what dies with a process comes back soon. */
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final Duration HOLD = Duration.ofSeconds(1);
    /** Copies under way: the bus is kept busy, not buried. */
    private static final int UNDER_WAY = 12;

    private final CrashSite site;
    private final Ledger ledger;
    private final Letters letters = new Letters();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> senders = new ArrayList<>();
    private final List<Future<?>> pollers = new ArrayList<>();
    private final Semaphore room = new Semaphore(UNDER_WAY);
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicBoolean noMore = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    Agencies(CrashSite site, Ledger ledger) {
        this.site = site;
        this.ledger = ledger;
    }

    void start() throws IOException {
        for (int n = 0; n < SENDERS; n++) {
            AgencyClient client = site.client(VPCP);
            senders.add(threads.submit(call(() -> send(client))));
        }
        for (OrganId organ : List.of(HCMC, HUE)) {
            for (int n = 0; n < POLLERS; n++) {
                AgencyClient client = site.client(organ);
                pollers.add(threads.submit(call(() -> poll(client))));
            }
        }
    }

    /** What ends a thread is a finding, not a stack trace nobody reads. */
    private Callable<Boolean> call(Callable<Boolean> work) {
        return () -> {
            try {
                return work.call();
            } catch (RuntimeException ended) {
                if (!over.get()) {
                    ledger.contradiction("a client was told what it cannot live with: " + ended);
                }
                throw ended;
            }
        };
    }

    private boolean send(AgencyClient client) throws InterruptedException {
        while (!noMore.get()) {
            int number = next.getAndIncrement();
            room.acquire(Letters.recipients(number).size());
            OutgoingDocument letter = letters.letter(number);
            ledger.sending(letter);
            ledger.receipt(client.send(letter));
            if (number % 5 == 0) { // an impatient clerk
                ledger.receipt(client.send(letter));
            }
        }
        return true;
    }

    private boolean poll(AgencyClient client) {
        while (!over.get()) {
            ReceiveRequest request =
                    ReceiveRequest.upTo(AT_ONCE).leasedFor(LEASE).waiting(HOLD);
            for (Delivery delivery : client.receive(request).deliveries()) {
                ledger.lease(delivery.messageId(), delivery.to(), delivery.id());
                take(client, delivery);
            }
        }
        return true;
    }

    private void take(AgencyClient client, Delivery delivery) {
        try {
            ReceivedDocument document = client.get(delivery.id(), Include.CONTENT);
            ledger.got(document);
            client.confirm(Confirmation.of(
                    document, Outcome.TAKEN, InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS)));
        } catch (BusRefused refused) {
            if (!List.of("LeaseLost", "AlreadyConfirmed").contains(refused.code())) {
                throw refused;
            }
            ledger.lostLease();
            return;
        }
        ledger.took(delivery.messageId(), delivery.to(), delivery.id());
        room.release();
    }

    /** Ends sending once every sender holds the receipt of what it has begun. */
    void finishSending(Duration within) throws Exception {
        noMore.set(true);
        room.release(UNDER_WAY);
        for (Future<?> sender : senders) {
            sender.get(within.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Sends everything again: whoever has a receipt must be told the same. */
    void sendEverythingAgain() throws Exception {
        forAll(client -> number -> ledger.receipt(client.send(letters.letter(number))));
    }

    /** Asks the bus where every document stands. */
    void askAfterEverything(Consumer<SentDocument> judge) throws Exception {
        forAll(client -> number -> judge.accept(client.status(new MessageId("crash-" + number))));
    }

    private void forAll(Function<AgencyClient, IntConsumer> work) throws Exception {
        int documents = ledger.receipts().size();
        AtomicInteger at = new AtomicInteger();
        List<Future<Boolean>> askers = new ArrayList<>();
        for (int n = 0; n < SENDERS; n++) {
            IntConsumer one = work.apply(site.client(VPCP));
            askers.add(threads.submit(call(() -> {
                for (int number = at.getAndIncrement(); number < documents; number = at.getAndIncrement()) {
                    one.accept(number);
                }
                return true;
            })));
        }
        for (Future<Boolean> asker : askers) {
            asker.get(5, TimeUnit.MINUTES);
        }
    }

    @Override
    public void close() {
        over.set(true);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new AssertionError("threads of the agencies do not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
