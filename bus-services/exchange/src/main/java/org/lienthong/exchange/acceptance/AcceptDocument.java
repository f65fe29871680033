package org.lienthong.exchange.acceptance;

import java.time.InstantSource;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.admission.Admission;
import org.lienthong.exchange.admission.AdmittedDocument;
import org.lienthong.exchange.admission.ContentIntake;
import org.lienthong.exchange.admission.KeptContent;
import org.lienthong.exchange.admission.OpenedSubmission;
import org.lienthong.exchange.admission.Submission;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.receipt.Receipts;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The bus in one method: rooms 4 to 6. Invariants: no receipt before commit; no acceptance without evidence; content is on
 * disk before a row names it; a failed attempt leaves nothing that makes its honest retry a duplicate; every check fails
 * closed.
 */
public final class AcceptDocument {

    private final Admission admission;
    private final EarlierDocuments earlier;
    private final ContentIntake intake;
    private final AcceptanceRegister register;
    private final Overload overload;
    private final Passage passage;

    /**
     * @param source pool of the exchange's database
     * @param clock the database's
     */
    public AcceptDocument(
            DataSource source,
            Admission admission,
            ContentIntake intake,
            EventBook events,
            InstantSource clock,
            AcceptanceSettings settings,
            Passage passage) {
        this.admission = admission;
        this.earlier = new EarlierDocuments(source, new Receipts(source));
        this.intake = intake;
        this.register = new AcceptanceRegister(
                source,
                new TransactionTemplate(new JdbcTransactionManager(source)),
                events,
                earlier,
                clock,
                settings,
                passage);
        this.overload = new Overload(settings.retryAfter());
        this.passage = passage;
    }

    /**
     * Safe to repeat, at the same time too: the same content under the same MessageId is told the same receipt.
     *
     * @throws org.lienthong.message.refusal.RefusedException of {@link Admission} and {@link ContentIntake}; IdReused,
     *     DuplicateDocument, DocumentIdReused, Replayed; Busy, when it cannot be known whether it was accepted: a repeat tells
     */
    public Acceptance accept(Submission submission) {
        return overload.sayBusy(() -> {
            OpenedSubmission opened = admission.open(submission);
            Optional<Acceptance> before = earlier.find(opened);
            if (before.isPresent()) {
                return before.get();
            }
            AdmittedDocument admitted = admission.admit(opened);
            earlier.requireDocumentIdUnused(opened);
            KeptContent kept = intake.take(admitted);
            passage.reached(Passage.Step.CONTENT_KEPT);
            Acceptance done = register.record(admitted, kept);
            passage.reached(Passage.Step.ACCEPTANCE_COMMITTED);
            return done;
        });
    }
}
