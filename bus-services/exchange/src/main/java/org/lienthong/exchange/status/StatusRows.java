package org.lienthong.exchange.status;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.lienthong.exchange.admission.RawEntity;
import org.lienthong.exchange.notice.StatusFields;
import org.lienthong.exchange.receipt.Receipt;
import org.lienthong.exchange.receipt.ReceiptRecipient;
import org.lienthong.exchange.store.StoredObject;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of one accepted status message; the lock of the delivery's row is held. */
final class StatusRows {

    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

    private static final String STATUS = """
            with named as (insert into submission (from_organ, message_id, kind) values (:from, :message, 'STATUS'))
            insert into status (from_organ, message_id, delivery_id, seq, code, to_organ, addressed_as, content_digest,
              accepted_at, system_id, signer_spki_sha256, signer_certificate, provenance, raw_sha256, raw_length,
              raw_content_type, root_offset, root_length, root_sha256, root_content_type, edxml, edxml_sha256, said_at,
              description, arrival_number, arrival_date, handling_unit, assignee, submitted_to_leader_at,
              waiting_for_paper, event_sha256, log_origin, log_by)
            values (:from, :message, :delivery, :seq, :code, :to, :addressed, :digest, :accepted, :system, :spki,
              :certificate, :provenance, :raw, :rawLength, :rawType, :rootOffset, :rootLength, :root, :rootType, :edxml,
              :edxmlSha256, :said, :description, :number, :date, :unit, :assignee, :submitted, :paper, :event, :logOrigin,
              :logBy)
            returning status_key""";

    private static final String PROCESSING = """
            insert into processing as p (delivery_id, seq, code, since, change_asked, arrival_number, arrival_date,
              handling_unit, assignee, submitted_to_leader_at, waiting_for_paper)
            values (:delivery, :seq, :code, :since, :asked, :number, :date, :unit, :assignee, :submitted, :paper)
            on conflict (delivery_id) do update set seq = excluded.seq,
              code = coalesce(excluded.code, p.code), since = coalesce(excluded.since, p.since),
              change_asked = case when :keepsAsked then p.change_asked else excluded.change_asked end,
              arrival_number = coalesce(excluded.arrival_number, p.arrival_number),
              arrival_date = coalesce(excluded.arrival_date, p.arrival_date),
              handling_unit = coalesce(excluded.handling_unit, p.handling_unit),
              assignee = coalesce(excluded.assignee, p.assignee),
              submitted_to_leader_at = coalesce(excluded.submitted_to_leader_at, p.submitted_to_leader_at),
              waiting_for_paper = coalesce(excluded.waiting_for_paper, p.waiting_for_paper)""";

    private final JdbcClient database;

    StatusRows(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    /** @return its key */
    long insert(AdmittedStatus admitted, BoundDelivery delivery, StoredObject kept, Receipt receipt) {
        StatusSubmission submission = admitted.submission();
        RawEntity raw = submission.raw();
        ReceiptRecipient to = receipt.recipients().get(0);
        JdbcClient.StatementSpec row = database.sql(STATUS)
                .param("from", admitted.speaker().value())
                .param("message", receipt.messageId().value())
                .param("delivery", delivery.id().value())
                .param("seq", delivery.seq() + 1)
                .param("code", admitted.code().wire())
                .param("to", to.resolved().orElseThrow().value())
                .param("addressed", to.organ().value())
                .param("digest", receipt.contentDigest().bytes())
                .param("accepted", receipt.acceptedAt().atOffset(ZoneOffset.UTC))
                .param("system", submission.caller().system().value())
                .param("spki", submission.sealed().signerSpkiSha256().bytes())
                .param("certificate", encoded(submission.sealed().signer()))
                .param("provenance", submission.sealed().provenance().name())
                .param("raw", kept.digest().bytes())
                .param("rawLength", kept.length())
                .param("rawType", raw.contentType())
                .param("rootOffset", raw.rootOffset())
                .param("rootLength", raw.root().length)
                .param("root", Digest.sha256(raw.root()).bytes())
                .param("rootType", raw.rootContentType())
                .param("edxml", admitted.edxml())
                .param("edxmlSha256", submission.edxml().sha256().bytes())
                .param("said", admitted.status().at().atOffset(VIETNAM))
                .param("description", admitted.status().description().orElse(null), Types.VARCHAR)
                .param("event", receipt.event().bytes())
                .param("logOrigin", receipt.logOrigin())
                .param("logBy", receipt.logBy().atOffset(ZoneOffset.UTC));
        return withFields(row, submission.fields()).query(Long.class).single();
    }

    /** @param status key of the row that it follows from */
    void stand(AdmittedStatus admitted, BoundDelivery delivery, long status, Instant since) {
        StatusCode code = admitted.code();
        boolean stage = Stage.after(code).isPresent();
        boolean opens = code == StatusCode.ASKED_BACK && !delivery.isUntouched();
        JdbcClient.StatementSpec row = database.sql(PROCESSING)
                .param("delivery", delivery.id().value())
                .param("seq", delivery.seq() + 1)
                .param("code", stage ? code.wire() : null, Types.VARCHAR)
                .param("since", stage ? since.atOffset(ZoneOffset.UTC) : null, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("asked", opens ? status : null, Types.BIGINT)
                .param("keepsAsked", !opens && code != StatusCode.CHANGE_AGREED && code != StatusCode.CHANGE_REFUSED);
        withFields(row, admitted.submission().fields()).update();
    }

    /** @param last the new end of its chain */
    void continueChain(BoundDelivery delivery, Digest last) {
        database.sql("update delivery set last_event = :last where delivery_id = :id")
                .param("last", last.bytes())
                .param("id", delivery.id().value())
                .update();
    }

    private static JdbcClient.StatementSpec withFields(JdbcClient.StatementSpec row, StatusFields fields) {
        return row.param("number", fields.arrivalNumber().orElse(null), Types.VARCHAR)
                .param("date", fields.arrivalDate().orElse(null), Types.VARCHAR)
                .param("unit", fields.handlingUnit().orElse(null), Types.VARCHAR)
                .param("assignee", fields.assignee().orElse(null), Types.VARCHAR)
                .param(
                        "submitted",
                        fields.submittedToLeaderAt()
                                .map(at -> at.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("paper", fields.waitingForPaper().orElse(null), Types.BOOLEAN);
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
