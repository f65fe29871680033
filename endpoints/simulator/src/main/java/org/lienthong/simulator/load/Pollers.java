package org.lienthong.simulator.load;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.receiving.Confirmation;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.Outcome;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.message.identity.OrganId;

/** Receives: leases, fetches, compares with what was sent, confirms. */
final class Pollers {

    private static final int AT_ONCE = 10;
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final Duration HOLD = Duration.ofSeconds(2);

    private final LoadDocuments documents;
    private final Clients clients;
    private final Tally tally;
    private final InstantSource clock;

    Pollers(LoadDocuments documents, Clients clients, Tally tally, InstantSource clock) {
        this.documents = documents;
        this.clients = clients;
        this.tally = tally;
        this.clock = clock;
    }

    /** One thread's work, for these organs in turn, until it is interrupted. */
    void work(List<OrganId> organs) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean idle = true;
                for (OrganId organ : organs) {
                    idle &= !poll(organ, organs.size() == 1 ? HOLD : Duration.ZERO);
                }
                if (idle && organs.size() > 1) {
                    poll(organs.get(0), Duration.ofSeconds(1));
                }
            }
        } catch (TransportFailure endOfRun) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean poll(OrganId organ, Duration hold) {
        AgencyClient client = clients.of(organ);
        ReceiveRequest request = ReceiveRequest.upTo(AT_ONCE).leasedFor(LEASE);
        long askedAt = System.nanoTime();
        List<Delivery> leased =
                client.receive(hold.isZero() ? request : request.waiting(hold)).deliveries();
        for (Delivery delivery : leased) {
            tally.got(delivery, askedAt);
            try {
                take(client, delivery);
            } catch (BusRefused refused) {
                if (!refused.code().equals("AlreadyConfirmed")) {
                    tally.complaint(refused.code());
                }
            } catch (ContentMismatch mismatch) {
                tally.altered(delivery);
            }
        }
        return !leased.isEmpty();
    }

    private void take(AgencyClient client, Delivery delivery) {
        ReceivedDocument received = client.get(delivery.id(), Include.CONTENT);
        if (!asSent(received)) {
            tally.altered(delivery);
        }
        client.confirm(Confirmation.of(received, Outcome.TAKEN, clock.instant()));
        tally.took(delivery);
    }

    private boolean asSent(ReceivedDocument received) {
        OptionalInt index = documents.index(received.messageId());
        if (index.isEmpty()) {
            return true;
        }
        OutgoingDocument sent = documents.document(index.getAsInt());
        byte[] edxml = received.edxml().map(ServedContent.Inline::bytes).orElseThrow();
        Map<String, String> sentDigests = new TreeMap<>();
        sent.attachments()
                .forEach(a -> sentDigests.put(a.contentId().value(), a.sha256().toString()));
        Map<String, String> digests = new TreeMap<>();
        received.attachments()
                .forEach(a ->
                        digests.put(a.contentId().value(), a.content().sha256().toString()));
        return Arrays.equals(sent.edxml(), edxml) && sentDigests.equals(digests);
    }
}
