package org.lienthong.exchange.admission;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.exchange.directory.Caller;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.message.edxml.SecretMark;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.seal.SealedMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns marked state secrets away (QĐ 28/2018/QĐ-TTg Đ.1.2): what was spooled is wiped, and an incident with its event
 * keeps only a digest. It sees the marks of the edXML, never those inside a PDF.
 */
public final class StateSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(StateSecrets.class);

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final EventBook events;
    private final InstantSource clock;

    public StateSecrets(DataSource source, EventBook events, InstantSource clock) {
        this.database = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.events = events;
        this.clock = clock;
    }

    /**
     * What was sent, by whom.
     *
     * @param edxml digest of it
     * @param raw what is to be wiped
     */
    public record Sent(
            SealedMessage sealed,
            Caller caller,
            RequestId requestId,
            MessageId messageId,
            Digest edxml,
            RawEntity raw) {

        static Sent of(Submission submission) {
            return new Sent(
                    submission.sealed(),
                    submission.caller(),
                    submission.requestId(),
                    submission.messageId(),
                    submission.edxml().sha256(),
                    submission.raw());
        }
    }

    /** @throws org.lienthong.message.refusal.RefusedException StateSecret, if a mark was seen */
    public void refuse(Sent sent, Optional<SecretMark> seen) {
        if (seen.isEmpty()) {
            return;
        }
        SecretMark mark = seen.get();
        sent.raw().wipe();
        transaction.executeWithoutResult(begun -> raise(sent, mark));
        LOG.warn(
                "Incident: {} sent {} marked as a state secret; nothing of it was kept. Tell that organ and follow the runbook.",
                sent.caller().organ(),
                sent.messageId());
        throw Refusal.of(RefusalCode.STATE_SECRET)
                .with("what", mark.mark())
                .at(mark.element())
                .refused();
    }

    /** The same document again is the same incident. */
    private void raise(Sent sent, SecretMark mark) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int raised = database.sql("""
                        insert into incident (kind, at, from_organ, message_id, sha256, detail)
                        values ('STATE_SECRET', ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        Timestamp.from(at),
                        sent.caller().organ().value(),
                        sent.messageId().value(),
                        sent.edxml().bytes(),
                        mark.mark() + " @ " + mark.element())
                .update();
        if (raised == 1) {
            events.append(EventDraft.of(
                    EventKind.STATE_SECRET_REFUSED,
                    at,
                    EventFacts.none()
                            .with(EventField.FROM, sent.caller().organ())
                            .with(EventField.MESSAGE_ID, sent.messageId())
                            .with(EventField.SYSTEM, sent.caller().system())
                            .with(EventField.REQUEST_ID, sent.requestId())
                            .with(EventField.SIGNER, sent.sealed().signerSpkiSha256())
                            .with(EventField.EDXML_SHA256, sent.edxml())));
        }
    }
}
