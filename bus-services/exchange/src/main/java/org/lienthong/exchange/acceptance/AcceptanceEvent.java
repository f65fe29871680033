package org.lienthong.exchange.acceptance;

import java.util.List;
import org.lienthong.exchange.admission.AdmittedDocument;
import org.lienthong.exchange.admission.KeptContent;
import org.lienthong.exchange.admission.RawEntity;
import org.lienthong.exchange.admission.Submission;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.exchange.evidence.SignerFacts;
import org.lienthong.exchange.receipt.Receipt;
import org.lienthong.exchange.receipt.ReceiptRecipient;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.evidence.ObjectDigest;

/** The line of evidence of an acceptance: who signed which bytes for how many recipients, and on what word it was believed. */
final class AcceptanceEvent {

    private static final String EDXML_TYPE = "application/xml";

    private AcceptanceEvent() {}

    static EventDraft of(
            AdmittedDocument admitted, KeptContent kept, AcceptanceTerms terms, List<ReceiptRecipient> recipients) {
        Submission submission = admitted.submission();
        RawEntity raw = submission.raw();
        EventFacts facts = SignerFacts.of(submission.sealed())
                .with(EventField.FROM, submission.caller().organ())
                .with(EventField.MESSAGE_ID, submission.messageId())
                .with(EventField.DOCUMENT_ID, admitted.document().documentId())
                .with(
                        EventField.BUSSINESS_DOC_TYPE,
                        admitted.document().bussiness().code())
                .with(EventField.CONTENT_DIGEST, admitted.opened().contentDigest())
                .with(EventField.RECIPIENTS, Receipt.digestOf(recipients))
                .with(EventField.SYSTEM, submission.caller().system())
                .with(EventField.REQUEST_ID, submission.requestId())
                .with(
                        EventField.RAW,
                        new ObjectDigest(kept.raw().digest(), kept.raw().length(), raw.contentType()))
                .with(EventField.ROOT, new ObjectDigest(kept.root(), raw.root().length, raw.rootContentType()))
                .with(
                        EventField.EDXML,
                        new ObjectDigest(kept.edxml().digest(), kept.edxml().length(), EDXML_TYPE))
                .with(EventField.LOG_BY, terms.logBy());
        return EventDraft.of(EventKind.ACCEPTED, terms.acceptedAt(), facts);
    }
}
