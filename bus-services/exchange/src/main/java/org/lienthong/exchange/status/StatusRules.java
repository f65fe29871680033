package org.lienthong.exchange.status;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether a status message may be said of its delivery now; asked under the lock of the delivery's row. */
final class StatusRules {

    private static final String NOTHING = "–";

    private final JdbcClient database;

    StatusRules(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    /**
     * What follows from a status that may be said.
     *
     * @param standing where the delivery stands then
     * @param ends the transport ends with it: nothing of the document is handed over any more
     * @param silent the recipient is told nothing
     */
    record Verdict(Standing standing, boolean ends, boolean silent) {}

    /** @throws RefusedException StatusMismatch, StatusNotAllowed, StatusOutOfOrder, StatusRepeated */
    Verdict judge(AdmittedStatus admitted, BoundDelivery delivery) {
        requireSpokenOf(admitted, delivery);
        StatusCode code = admitted.code();
        if (code == StatusCode.ASKED_BACK && delivery.isUntouched()) {
            return new Verdict(delivery.standing(), true, true);
        }
        if (!isOpenTo(code, delivery)) {
            throw Refusal.of(RefusalCode.STATUS_NOT_ALLOWED)
                    .with("code", code)
                    .with("deliveryId", delivery.id())
                    .with("state", delivery.state())
                    .at("StatusCode")
                    .refused();
        }
        Standing standing = delivery.standing().after(code).orElseThrow(() -> outOfOrder(code, delivery));
        boolean agreedOnTheWay = code == StatusCode.CHANGE_AGREED && delivery.isUnderWay();
        return new Verdict(standing, agreedOnTheWay, false);
    }

    private static void requireSpokenOf(AdmittedStatus admitted, BoundDelivery delivery) {
        require("ResponseFor/DocumentId", admitted.status().documentId(), delivery.documentId());
        require("EdxmlSha256", admitted.submission().spokenOf().edxml(), delivery.edxml());
        OrganId other = delivery.otherThan(admitted.speaker());
        boolean namesItself =
                admitted.code().isOfTheSender() && admitted.other().equals(delivery.sender());
        if (!namesItself) {
            require("ResponseFor/OrganId", admitted.other(), other);
        }
    }

    private static void require(String what, Object found, Object expected) {
        if (!found.equals(expected)) {
            throw Refusal.of(RefusalCode.STATUS_MISMATCH)
                    .with("what", what)
                    .with("found", found)
                    .with("expected", expected)
                    .at(what)
                    .refused();
        }
    }

    /** The recipient's work begins when it has signed for the document; a copy is asked back as soon as it may have one. */
    private static boolean isOpenTo(StatusCode code, BoundDelivery delivery) {
        return switch (code) {
            case ARRIVED, REFUSED, RECEIVED, ASSIGNED, IN_WORK, COMPLETED -> delivery.state() == DeliveryState.TAKEN;
            case ASKED_BACK, CHANGE_AGREED, CHANGE_REFUSED ->
                delivery.state() == DeliveryState.TAKEN || delivery.isUnderWay();
        };
    }

    private record First(MessageId messageId, Instant acceptedAt) {}

    private RefusedException outOfOrder(StatusCode code, BoundDelivery delivery) {
        boolean once = code == StatusCode.ASKED_BACK
                ? delivery.standing().asked()
                : Set.of(
                                StatusCode.ARRIVED,
                                StatusCode.REFUSED,
                                StatusCode.RECEIVED,
                                StatusCode.ASSIGNED,
                                StatusCode.COMPLETED)
                        .contains(code);
        Refusal order = Refusal.of(RefusalCode.STATUS_OUT_OF_ORDER)
                .with("code", code)
                .with("deliveryId", delivery.id())
                .with("state", delivery.standing())
                .with("allowed", allowed(code, delivery));
        if (!once) {
            return order.at("StatusCode").refused();
        }
        return database.sql("select message_id, accepted_at from status where delivery_id = :id and code = :code"
                        + " order by seq desc limit 1")
                .param("id", delivery.id().value())
                .param("code", code.wire())
                .query((row, n) -> new First(
                        new MessageId(row.getString("message_id")),
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant()))
                .optional()
                .map(first -> Refusal.of(RefusalCode.STATUS_REPEATED)
                        .with("code", code)
                        .with("deliveryId", delivery.id())
                        .with("messageId", first.messageId())
                        .with("acceptedAt", first.acceptedAt()))
                .orElse(order)
                .at("StatusCode")
                .refused();
    }

    /** Of the side that asks. */
    private static String allowed(StatusCode code, BoundDelivery delivery) {
        String codes = delivery.standing().mayFollow().stream()
                .filter(may -> may.isOfTheSender() == code.isOfTheSender())
                .sorted()
                .map(StatusCode::wire)
                .collect(Collectors.joining(", "));
        return codes.isEmpty() ? NOTHING : codes;
    }
}
