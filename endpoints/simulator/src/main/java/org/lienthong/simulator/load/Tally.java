package org.lienthong.simulator.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.sending.Receipt;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.MessageId;

/** What a run knows so far; every fact goes to the ledger first. */
final class Tally {

    private final Ledger ledger;
    private final Map<MessageId, DeliveryId> receipts = new ConcurrentHashMap<>();
    private final Map<MessageId, Long> receiptAt = new ConcurrentHashMap<>();
    private final Map<DeliveryId, Long> tookAt = new ConcurrentHashMap<>();
    private final Map<MessageId, DeliveryId> arrived = new ConcurrentHashMap<>();
    private final Set<String> doubled = ConcurrentHashMap.newKeySet();
    private final Set<DeliveryId> altered = ConcurrentHashMap.newKeySet();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Set<MessageId> refusedIds = ConcurrentHashMap.newKeySet();
    private final AtomicLong redelivered = new AtomicLong();
    private final AtomicInteger lost = new AtomicInteger();
    private final Latencies handovers = new Latencies();

    Tally(Ledger ledger, List<List<String>> before) {
        this.ledger = ledger;
        for (List<String> line : before) {
            switch (line.get(0)) {
                case "RECEIPT" -> receipts.put(new MessageId(line.get(1)), delivery(line.get(2)));
                case "TOOK" -> tookAt.put(delivery(line.get(1)), Long.MIN_VALUE);
                case "GOT" -> arrived.put(new MessageId(line.get(2)), delivery(line.get(1)));
                case "REFUSED" -> refused(new MessageId(line.get(1)), line.get(2));
                default -> {}
            }
        }
    }

    private static DeliveryId delivery(String text) {
        return DeliveryId.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("the ledger names a delivery " + text));
    }

    boolean settled(MessageId id) {
        return receipts.containsKey(id) || refusedIds.contains(id);
    }

    void receipt(Receipt receipt) {
        MessageId id = receipt.messageId();
        DeliveryId delivery = receipt.recipients().get(0).delivery().orElseThrow();
        ledger.write(
                "RECEIPT",
                id.value(),
                delivery.toString(),
                receipt.contentDigest().toString());
        receiptAt.put(id, System.nanoTime());
        same(id, receipts.put(id, delivery), delivery);
        same(id, arrived.get(id), delivery);
    }

    /** @param askedAt System.nanoTime() when the call that brought it began */
    void got(Delivery delivery, long askedAt) {
        MessageId id = delivery.messageId();
        ledger.write(
                "GOT",
                delivery.id().toString(),
                id.value(),
                delivery.to().value(),
                Integer.toString(delivery.attempt()));
        if (delivery.attempt() > 1) {
            redelivered.incrementAndGet();
        }
        same(id, arrived.put(id, delivery.id()), delivery.id());
        same(id, receipts.get(id), delivery.id());
        Long took = tookAt.get(delivery.id());
        if (took != null && took < askedAt) {
            doubled.add("again after TAKEN: " + delivery.id());
        }
    }

    void took(Delivery delivery) {
        ledger.write(
                "TOOK",
                delivery.id().toString(),
                delivery.messageId().value(),
                delivery.to().value());
        long now = System.nanoTime();
        tookAt.put(delivery.id(), now);
        Long from = receiptAt.get(delivery.messageId());
        if (from != null) {
            handovers.add(now - from);
        }
    }

    void altered(Delivery delivery) {
        altered.add(delivery.id());
    }

    void refusedForGood(MessageId id, String code) {
        ledger.write("REFUSED", id.value(), code);
        refused(id, code);
    }

    private void refused(MessageId id, String code) {
        refusedIds.add(id);
        refused.add(code);
    }

    void complaint(String what) {
        refused.add(what);
    }

    void lost() {
        lost.incrementAndGet();
    }

    private void same(MessageId id, @Nullable DeliveryId known, DeliveryId now) {
        if (known != null && !known.equals(now)) {
            doubled.add("two deliveries of " + id + ": " + known + ", " + now);
        }
    }

    Map<MessageId, DeliveryId> receipts() {
        return receipts;
    }

    boolean took(DeliveryId id) {
        return tookAt.containsKey(id);
    }

    int receiptCount() {
        return receipts.size();
    }

    int tookCount() {
        return tookAt.size();
    }

    boolean everythingTaken() {
        return tookAt.keySet().containsAll(receipts.values());
    }

    LoadReport report(int documents, Duration elapsed, Latencies sends, ServerCost cost) {
        int open = (int)
                receipts.values().stream().filter(d -> !tookAt.containsKey(d)).count();
        return new LoadReport(
                receipts.size(),
                tookAt.size(),
                documents - receipts.size() - refusedIds.size(),
                lost.get(),
                doubled.size(),
                altered.size(),
                open,
                List.copyOf(refused),
                redelivered.get(),
                elapsed,
                sends.percentiles().toString(),
                handovers.percentiles().toString(),
                cost);
    }
}
