package org.lienthong.exchange.receipt;

import java.util.Optional;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.OrganId;

/**
 * One recipient and what the bus said to it.
 *
 * @param organ as the sender wrote it
 * @param resolved as the directory knows it; empty if it does not
 * @param delivery present iff accepted
 * @param code why it was refused, e.g. {@code OrganClosed}; empty if accepted
 */
public record ReceiptRecipient(
        OrganId organ,
        Optional<OrganId> resolved,
        Optional<DeliveryId> delivery,
        Verdict verdict,
        Optional<String> code) {

    /** What became of one recipient. */
    public enum Verdict {
        ACCEPTED,
        REFUSED
    }

    public static ReceiptRecipient accepted(OrganId written, OrganId resolved, DeliveryId delivery) {
        return new ReceiptRecipient(
                written, Optional.of(resolved), Optional.of(delivery), Verdict.ACCEPTED, Optional.empty());
    }

    public static ReceiptRecipient refused(OrganId written, Optional<OrganId> resolved, String code) {
        return new ReceiptRecipient(written, resolved, Optional.empty(), Verdict.REFUSED, Optional.of(code));
    }

    /** {@code H29 TAB H29 TAB 0d1c… TAB ACCEPTED}, absent values empty. */
    String line() {
        return String.join(
                "\t",
                organ.value(),
                resolved.map(OrganId::value).orElse(""),
                delivery.map(DeliveryId::toString).orElse(""),
                verdict.name());
    }
}
