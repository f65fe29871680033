package org.lienthong.exchange.status;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;

/**
 * The delivery that a status message speaks of, its row locked.
 *
 * @param edxml digest of the document's
 * @param seq of the last status, 0 if there was none
 */
record BoundDelivery(
        DeliveryId id,
        OrganId sender,
        OrganId recipient,
        DocumentId documentId,
        Digest edxml,
        DeliveryState state,
        Optional<Instant> firstServedAt,
        Digest lastEvent,
        int seq,
        Standing standing) {

    static final String SELECT = """
            select d.delivery_id, doc.from_organ, d.organ_id, doc.document_id, doc.edxml_sha256, d.state,
              d.first_served_at, d.last_event, coalesce(p.seq, 0) seq, p.code, p.change_asked is not null asked
            from delivery d join document doc on doc.document_key = d.document_key
            left join processing p on p.delivery_id = d.delivery_id
            """;

    static BoundDelivery read(ResultSet row, int n) throws SQLException {
        Stage stage = Optional.ofNullable(row.getString("code"))
                .flatMap(StatusCode::of)
                .flatMap(Stage::after)
                .orElse(Stage.NOTHING_SAID);
        return new BoundDelivery(
                new DeliveryId(row.getObject("delivery_id", UUID.class)),
                new OrganId(row.getString("from_organ")),
                new OrganId(row.getString("organ_id")),
                new DocumentId(row.getString("document_id")),
                Digest.of(row.getBytes("edxml_sha256")),
                DeliveryState.valueOf(row.getString("state")),
                Optional.ofNullable(row.getObject("first_served_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Digest.of(row.getBytes("last_event")),
                row.getInt("seq"),
                new Standing(stage, row.getBoolean("asked")));
    }

    /** @return whom the status message is for */
    OrganId otherThan(OrganId speaker) {
        return speaker.equals(sender) ? recipient : sender;
    }

    boolean isUnderWay() {
        return switch (state) {
            case WAITING, LEASED, SERVED -> true;
            case TAKEN, REFUSED, EXPIRED, RECALLED -> false;
        };
    }

    /** @return whether the recipient cannot have any of its content */
    boolean isUntouched() {
        return isUnderWay() && firstServedAt.isEmpty();
    }
}
