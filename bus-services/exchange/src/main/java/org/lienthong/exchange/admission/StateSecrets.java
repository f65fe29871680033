package org.lienthong.exchange.admission;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.message.edxml.EdxmlReading;
import org.lienthong.message.edxml.SecretMark;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns marked state secrets away (QĐ 28/2018/QĐ-TTg Đ.1.2): what was spooled is wiped, and an incident with its event
 * keeps only a digest. It sees the marks of the edXML, never those inside a PDF.
 */
final class StateSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(StateSecrets.class);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final EventBook events;
    private final InstantSource clock;

    StateSecrets(DataSource source, EventBook events, InstantSource clock) {
        this.database = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.events = events;
        this.clock = clock;
    }

    /** @throws org.lienthong.message.refusal.RefusedException StateSecret, if a mark was seen */
    void refuse(Submission submission, EdxmlReading reading) {
        if (reading.secret().isEmpty()) {
            return;
        }
        SecretMark mark = reading.secret().get();
        submission.raw().wipe();
        transaction.executeWithoutResult(begun -> raise(submission, mark));
        LOG.warn(
                "Incident: {} sent {} marked as a state secret; nothing of it was kept. Tell that organ and follow the runbook.",
                submission.caller().organ(),
                submission.messageId());
        throw Refusal.of(RefusalCode.STATE_SECRET)
                .with("what", mark.mark())
                .at(mark.element())
                .refused();
    }

    /** The same document again is the same incident. */
    private void raise(Submission submission, SecretMark mark) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int raised = database.sql("""
                        insert into incident (kind, at, from_organ, message_id, sha256, detail)
                        values ('STATE_SECRET', ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        Timestamp.from(at),
                        submission.caller().organ().value(),
                        submission.messageId().value(),
                        submission.edxml().sha256().bytes(),
                        mark.mark() + " @ " + mark.element())
                .update();
        if (raised == 1) {
            events.append(EventDraft.of(
                    EventKind.STATE_SECRET_REFUSED,
                    at,
                    EventFacts.none()
                            .with(EventField.FROM, submission.caller().organ())
                            .with(EventField.MESSAGE_ID, submission.messageId())
                            .with(EventField.SYSTEM, submission.caller().system())
                            .with(EventField.REQUEST_ID, submission.requestId())
                            .with(EventField.SIGNER, submission.sealed().signerSpkiSha256())
                            .with(EventField.EDXML_SHA256, submission.edxml().sha256())));
        }
    }
}
