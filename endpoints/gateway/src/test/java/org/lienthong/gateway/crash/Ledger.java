package org.lienthong.gateway.crash;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.Receipt;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;

/** What the clients know for certain, whatever becomes of the bus; each contradiction is written down as it is seen. */
final class Ledger {

    private final Map<MessageId, Digest> sent = new HashMap<>();
    private final Map<MessageId, Receipt> receipts = new HashMap<>();
    private final Map<Copy, DeliveryId> leased = new HashMap<>();
    private final Map<Copy, DeliveryId> taken = new HashMap<>();
    private final List<String> contradictions = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger repeats = new AtomicInteger();
    private final AtomicInteger lostLeases = new AtomicInteger();

    /** What one recipient gets of one message. */
    record Copy(MessageId message, OrganId organ) {}

    synchronized void sending(OutgoingDocument document) {
        sent.put(document.messageId(), Digest.sha256(document.edxml()));
    }

    /** The first receipt of a message is kept; any later one must say the same. */
    synchronized void receipt(Receipt receipt) {
        Receipt first = receipts.putIfAbsent(receipt.messageId(), receipt);
        if (first != null) {
            repeats.incrementAndGet();
            if (!essence(first).equals(essence(receipt))) {
                contradiction("two receipts: " + essence(first) + " and " + essence(receipt));
            }
        }
    }

    private static List<Object> essence(Receipt receipt) {
        return List.of(
                receipt.messageId(),
                receipt.documentId(),
                receipt.contentDigest(),
                receipt.acceptedAt(),
                receipt.eventSha256(),
                receipt.logOrigin(),
                receipt.logBy(),
                receipt.recipients());
    }

    synchronized void lease(MessageId message, OrganId organ, DeliveryId delivery) {
        DeliveryId before = leased.putIfAbsent(new Copy(message, organ), delivery);
        if (before != null && !before.equals(delivery)) {
            contradiction(message + " to " + organ + " leased as " + before + " and as " + delivery);
        }
    }

    synchronized void got(ReceivedDocument document) {
        Digest edxml = document.edxml().map(ServedContent.Inline::sha256).orElseThrow();
        Digest known = sent.get(document.messageId());
        if (known == null || !known.equals(edxml)) {
            contradiction(document.messageId() + " was served altered, or was never sent");
        }
    }

    synchronized void took(MessageId message, OrganId organ, DeliveryId delivery) {
        DeliveryId before = taken.putIfAbsent(new Copy(message, organ), delivery);
        if (before != null) {
            contradiction(message + " to " + organ + " taken as " + before + " and again as " + delivery);
        }
    }

    /** Another poller has it already, or will. */
    void lostLease() {
        lostLeases.incrementAndGet();
    }

    void contradiction(String what) {
        contradictions.add(what);
    }

    List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    /** @return the delivery of each recipient, as the receipt says; empty without a receipt */
    synchronized Set<DeliveryId> promised(MessageId message) {
        Receipt receipt = receipts.get(message);
        return receipt == null
                ? Set.of()
                : receipt.recipients().stream()
                        .map(to -> to.delivery().orElseThrow())
                        .collect(Collectors.toSet());
    }

    synchronized Map<MessageId, Receipt> receipts() {
        return Map.copyOf(receipts);
    }

    synchronized Map<Copy, DeliveryId> taken() {
        return Map.copyOf(taken);
    }

    synchronized int takenCount() {
        return taken.size();
    }

    /** @return whether every copy that a receipt promises was taken */
    synchronized boolean everythingTaken() {
        return receipts.values().stream().allMatch(receipt -> receipt.recipients().stream()
                .allMatch(to -> taken.containsKey(new Copy(receipt.messageId(), to.organ()))));
    }

    @Override
    public synchronized String toString() {
        return receipts.size() + " documents, " + taken.size() + " deliveries taken, " + repeats
                + " repeated receipts, " + lostLeases + " leases lost to another attempt";
    }
}
