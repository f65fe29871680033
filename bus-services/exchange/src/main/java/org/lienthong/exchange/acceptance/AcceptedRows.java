package org.lienthong.exchange.acceptance;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.lienthong.exchange.admission.AdmittedDocument;
import org.lienthong.exchange.admission.KeptContent;
import org.lienthong.exchange.admission.KeptContent.KeptAttachment;
import org.lienthong.exchange.admission.RawEntity;
import org.lienthong.exchange.admission.Submission;
import org.lienthong.exchange.receipt.ReceiptRecipient;
import org.lienthong.message.edxml.EdxmlDocument;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of one acceptance: document, attachments, deliveries, refused recipients and the outbox. */
final class AcceptedRows {

    private static final int FIRST_ATTEMPT = 1;

    /** JMS priorities 4 (normal) to 8 stand for the 0 to 4 of edXML. */
    private static final int NORMAL_PRIORITY = 4;

    private static final String DOCUMENT = """
            with named as (insert into submission (from_organ, message_id, kind) values (:from, :message, 'DOCUMENT'))
            insert into document (from_organ, message_id, document_id, bussiness_doc_type, supersedes, content_digest,
              accepted_at, system_id, signer_spki_sha256, signer_certificate, provenance, raw_sha256, raw_length,
              raw_content_type, root_offset, root_length, root_sha256, root_content_type, edxml_sha256, edxml_length,
              code, subject, type_name, promulgation_date, due_date, sender_name, priority, event_sha256, log_origin,
              log_by)
            values (:from, :message, :document, :type, :supersedes, :digest, :accepted, :system, :spki, :certificate,
              :provenance, :raw, :rawLength, :rawType, :rootOffset, :rootLength, :root, :rootType, :edxml, :edxmlLength,
              :code, :subject, :typeName, :promulgated, :due, :sender, :priority, :event, :logOrigin, :logBy)
            returning document_key""";
    private static final String ATTACHMENT = """
            insert into attachment (document_key, ordinal, content_id, name, media_type, length, sha256, object_sha256,
              object_offset)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String DELIVERY = """
            insert into delivery (delivery_id, document_key, ordinal, organ_id, addressed_as, state, state_since, attempt,
              priority, accepted_at, expires_at, last_event, from_organ)
            values (?, ?, ?, ?, ?, 'WAITING', ?, ?, ?, ?, ?, ?, ?)""";
    private static final String OUTBOX =
            "insert into outbox (delivery_id, organ_id, attempt, priority, not_before) values (?, ?, ?, ?, ?)";
    private static final String REFUSED = """
            insert into refused_recipient (document_key, ordinal, addressed_as, organ_id, code)
            values (?, ?, ?, ?, ?)""";

    private final JdbcClient database;
    private final JdbcTemplate batches;

    AcceptedRows(DataSource source) {
        this.batches = new JdbcTemplate(source);
        this.database = JdbcClient.create(batches);
    }

    void insert(
            AdmittedDocument admitted,
            KeptContent kept,
            AcceptanceTerms terms,
            Digest event,
            List<ReceiptRecipient> recipients) {
        long document = insertDocument(admitted, kept, terms, event);
        insertAttachments(document, kept.attachments());
        insertRecipients(document, admitted, terms, event, recipients);
    }

    private long insertDocument(AdmittedDocument admitted, KeptContent kept, AcceptanceTerms terms, Digest event) {
        Submission submission = admitted.submission();
        EdxmlDocument document = admitted.document();
        RawEntity raw = submission.raw();
        return database.sql(DOCUMENT)
                .param("from", submission.caller().organ().value())
                .param("message", submission.messageId().value())
                .param("document", document.documentId().value())
                .param("type", document.bussiness().code())
                .param("supersedes", submission.supersedes())
                .param("digest", admitted.opened().contentDigest().bytes())
                .param("accepted", Timestamp.from(terms.acceptedAt()))
                .param("system", submission.caller().system().value())
                .param("spki", submission.sealed().signerSpkiSha256().bytes())
                .param("certificate", encoded(submission.sealed().signer()))
                .param("provenance", submission.sealed().provenance().name())
                .param("raw", kept.raw().digest().bytes())
                .param("rawLength", kept.raw().length())
                .param("rawType", raw.contentType())
                .param("rootOffset", raw.rootOffset())
                .param("rootLength", raw.root().length)
                .param("root", kept.root().bytes())
                .param("rootType", raw.rootContentType())
                .param("edxml", kept.edxml().digest().bytes())
                .param("edxmlLength", kept.edxml().length())
                .param("code", document.code())
                .param("subject", document.subject())
                .param("typeName", document.typeName().orElse(null))
                .param("promulgated", document.promulgationDate())
                .param("due", document.dueDate().orElse(null))
                .param("sender", document.senderName())
                .param("priority", document.priority())
                .param("event", event.bytes())
                .param("logOrigin", terms.logOrigin())
                .param("logBy", Timestamp.from(terms.logBy()))
                .query(Long.class)
                .single();
    }

    private void insertAttachments(long document, List<KeptAttachment> attachments) {
        List<Object[]> rows = new ArrayList<>(attachments.size());
        for (KeptAttachment attachment : attachments) {
            rows.add(new Object[] {
                document,
                rows.size(),
                attachment.announced().id().value(),
                attachment.announced().name(),
                attachment.announced().mediaType(),
                attachment.announced().length(),
                attachment.announced().sha256().bytes(),
                attachment.content().object().bytes(),
                attachment.content().offset()
            });
        }
        batches.batchUpdate(ATTACHMENT, rows);
    }

    private void insertRecipients(
            long document,
            AdmittedDocument admitted,
            AcceptanceTerms terms,
            Digest event,
            List<ReceiptRecipient> recipients) {
        int priority = admitted.document().priority() + NORMAL_PRIORITY;
        String from = admitted.submission().caller().organ().value();
        Timestamp accepted = Timestamp.from(terms.acceptedAt());
        Timestamp expires = Timestamp.from(terms.expiresAt());
        List<Object[]> deliveries = new ArrayList<>(recipients.size());
        List<Object[]> outbox = new ArrayList<>(recipients.size());
        List<Object[]> refused = new ArrayList<>();
        int ordinal = 0;
        for (ReceiptRecipient recipient : recipients) {
            String written = recipient.organ().value();
            String organ = recipient.resolved().map(OrganId::value).orElse(null);
            if (recipient.delivery().isPresent()) {
                DeliveryId delivery = recipient.delivery().get();
                deliveries.add(new Object[] {
                    delivery.value(),
                    document,
                    ordinal,
                    organ,
                    written,
                    accepted,
                    FIRST_ATTEMPT,
                    priority,
                    accepted,
                    expires,
                    event.bytes(),
                    from
                });
                outbox.add(new Object[] {delivery.value(), organ, FIRST_ATTEMPT, priority, accepted});
            } else {
                refused.add(new Object[] {
                    document, ordinal, written, organ, recipient.code().orElse("")
                });
            }
            ordinal++;
        }
        batches.batchUpdate(DELIVERY, deliveries);
        batches.batchUpdate(OUTBOX, outbox);
        batches.batchUpdate(REFUSED, refused);
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
