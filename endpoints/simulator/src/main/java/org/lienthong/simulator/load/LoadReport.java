package org.lienthong.simulator.load;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a run found. The four counts of promises broken must be 0 for a good run.
 *
 * @param receipts documents with a signed receipt, earlier runs on the same ledger included
 * @param taken deliveries confirmed and acknowledged
 * @param unanswered documents without receipt at the end: nobody promised anything
 * @param lost with a receipt, but unknown to the bus or under another delivery id
 * @param doubled two delivery ids for one document and recipient, or a delivery that came again after TAKEN was acknowledged
 * @param altered content that arrived differs from content sent
 * @param open with a receipt, not taken at the end; not lost, but a good run has none
 * @param refused final refusals with their codes
 * @param redelivered deliveries seen with an attempt above 1
 */
public record LoadReport(
        int receipts,
        int taken,
        int unanswered,
        int lost,
        int doubled,
        int altered,
        int open,
        List<String> refused,
        long redelivered,
        Duration elapsed,
        String sendTimes,
        String handoverTimes,
        ServerCost cost) {

    public LoadReport {
        refused = List.copyOf(refused);
    }

    /** @return whether every promise was kept and everything arrived */
    public boolean clean() {
        return lost == 0 && doubled == 0 && altered == 0 && open == 0 && unanswered == 0 && refused.isEmpty();
    }

    @Override
    public String toString() {
        double seconds = elapsed.toMillis() / 1000.0;
        StringBuilder text = new StringBuilder();
        line(
                text,
                "receipts / taken",
                "%d / %d in %.1f s = %.1f documents/s",
                receipts,
                taken,
                seconds,
                taken / seconds);
        line(text, "send to receipt", "%s", sendTimes);
        line(text, "receipt to TAKEN", "%s", handoverTimes);
        line(text, "lost / doubled", "%d / %d", lost, doubled);
        line(text, "altered / open", "%d / %d", altered, open);
        line(text, "unanswered", "%d", unanswered);
        line(
                text,
                "refused",
                "%d %s",
                refused.size(),
                refused.stream().distinct().limit(5).toList());
        line(text, "redelivered", "%d", redelivered);
        cost.cpu()
                .ifPresent(cpu -> line(
                        text,
                        "server CPU",
                        "%.1f s = %.2f ms a document",
                        cpu.toMillis() / 1000.0,
                        taken == 0 ? 0.0 : cpu.toNanos() / 1e6 / taken));
        cost.memoryPeak().ifPresent(memory -> line(text, "server memory peak", "%s", memory));
        line(text, "own heap peak", "%d MB", cost.ownHeapPeak() >> 20);
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String format, Object... values) {
        text.append(String.format(Locale.ROOT, "%-20s", name))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }
}
