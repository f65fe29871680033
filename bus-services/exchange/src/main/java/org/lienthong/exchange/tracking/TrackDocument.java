package org.lienthong.exchange.tracking;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import javax.sql.DataSource;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.exchange.notice.StatusFields;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tells a sender where its documents are. */
public final class TrackDocument {

    private static final long POLLED_STEP_SECONDS = 15 * 60;
    private static final int[] BACKLOG_STEPS = {0, 10, 50, 100, 500, 1000, 5000, 10_000};
    /** A DocumentId may be used again on purpose: so many of its submissions are told, the newest. */
    private static final int SUBMISSIONS = 100;

    private static final String RECIPIENTS = """
            select d.*, c.taken_at, c.reason, p.last_polled_at,
              case when d.state = 'WAITING' then (select count(*) from (
                select from delivery w where w.organ_id = d.organ_id and w.state = 'WAITING'
                  and (w.priority > d.priority or (w.priority = d.priority and w.accepted_at < d.accepted_at))
                limit :most) ahead) end backlog,
              b.code business_code, b.since business_since, b.arrival_number, b.arrival_date, b.handling_unit, b.assignee,
              b.submitted_to_leader_at, b.waiting_for_paper, a.message_id asked_message_id, a.accepted_at asked_at
            from delivery d left join processing b on b.delivery_id = d.delivery_id
            left join status a on a.status_key = b.change_asked
            left join confirmation c on c.delivery_id = d.delivery_id
            left join poll p on p.organ_id = d.organ_id
            where d.document_key = :document order by d.ordinal""";

    private final JdbcClient database;

    public TrackDocument(DataSource database) {
        this.database = JdbcClient.create(database);
    }

    private record Submission(long key, MessageId messageId, DocumentId documentId, Instant acceptedAt) {}

    /**
     * @return one submission by MessageId; by DocumentId all of the sender's under that name, first accepted first
     *     <p>Refuses with UnknownDocument, another's and nobody's alike; RequestInvalid unless exactly one name is given.
     */
    public List<DocumentStatus> status(StatusQuery query) {
        if (query.messageId().isPresent() == query.documentId().isPresent()) {
            throw Refusal.of(RefusalCode.REQUEST_INVALID)
                    .with("what", "MessageId ⊻ DocumentId")
                    .at("MessageId")
                    .refused();
        }
        List<Submission> found = submissions(query);
        if (found.isEmpty()) {
            boolean byMessage = query.messageId().isPresent();
            throw Refusal.of(RefusalCode.UNKNOWN_DOCUMENT)
                    .with(
                            "what",
                            byMessage
                                    ? query.messageId().get()
                                    : query.documentId().orElseThrow())
                    .at(byMessage ? "MessageId" : "DocumentId")
                    .refused();
        }
        return found.stream()
                .map(submission -> new DocumentStatus(
                        submission.messageId(),
                        submission.documentId(),
                        submission.acceptedAt(),
                        recipients(submission)))
                .toList();
    }

    private List<Submission> submissions(StatusQuery query) {
        String column = query.messageId().isPresent() ? "message_id" : "document_id";
        String name = query.messageId()
                .map(MessageId::value)
                .or(() -> query.documentId().map(DocumentId::value))
                .orElseThrow();
        return database.sql("select * from (select document_key, message_id, document_id, accepted_at from document"
                        + " where from_organ = :sender and " + column + " = :name"
                        + " order by document_key desc limit :most) newest order by document_key")
                .param("sender", query.sender().value())
                .param("name", name)
                .param("most", SUBMISSIONS)
                .query((row, n) -> new Submission(
                        row.getLong("document_key"),
                        new MessageId(row.getString("message_id")),
                        new DocumentId(row.getString("document_id")),
                        time(row, "accepted_at").orElseThrow()))
                .list();
    }

    private List<RecipientStatus> recipients(Submission submission) {
        return database.sql(RECIPIENTS)
                .param("document", submission.key())
                .param("most", BACKLOG_STEPS[BACKLOG_STEPS.length - 1] + 1)
                .query(TrackDocument::recipient)
                .list();
    }

    private static RecipientStatus recipient(ResultSet row, int n) throws SQLException {
        DeliveryState state = DeliveryState.valueOf(row.getString("state"));
        Optional<RecipientStatus.Waiting> waiting = state != DeliveryState.WAITING
                ? Optional.empty()
                : Optional.of(new RecipientStatus.Waiting(
                        time(row, "last_polled_at").map(TrackDocument::quarterOfAnHour),
                        step(row.getInt("backlog")),
                        time(row, "expires_at").orElseThrow()));
        return new RecipientStatus(
                new OrganId(row.getString("addressed_as")),
                new OrganId(row.getString("organ_id")),
                new DeliveryId(row.getObject("delivery_id", UUID.class)),
                state,
                time(row, "state_since").orElseThrow(),
                row.getInt("attempt"),
                time(row, "first_served_at"),
                time(row, "taken_at"),
                Optional.ofNullable(row.getString("reason")),
                waiting,
                business(row));
    }

    private static Optional<Business> business(ResultSet row) throws SQLException {
        Optional<StatusCode> code =
                Optional.ofNullable(row.getString("business_code")).flatMap(StatusCode::of);
        Optional<String> asked = Optional.ofNullable(row.getString("asked_message_id"));
        if (code.isEmpty() && asked.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> since = time(row, "business_since");
        Optional<Instant> askedAt = time(row, "asked_at");
        return Optional.of(new Business(
                code.map(last -> new Business.Said(last, since.orElseThrow())),
                StatusFields.read(row),
                asked.map(id -> new Business.Asked(new MessageId(id), askedAt.orElseThrow()))));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Instant quarterOfAnHour(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), POLLED_STEP_SECONDS) * POLLED_STEP_SECONDS);
    }

    /** Rounded up. */
    private static OptionalInt step(int ahead) {
        for (int step : BACKLOG_STEPS) {
            if (ahead <= step) {
                return OptionalInt.of(step);
            }
        }
        return OptionalInt.empty();
    }
}
