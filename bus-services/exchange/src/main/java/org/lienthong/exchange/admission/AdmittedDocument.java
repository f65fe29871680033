package org.lienthong.exchange.admission;

import java.util.List;
import org.lienthong.message.edxml.EdxmlDocument;

/** A document that may come in, if its other parts are what was announced. Only {@link Admission} makes one. */
public final class AdmittedDocument {

    private final OpenedSubmission opened;
    private final EdxmlDocument document;
    private final List<AddressedRecipient> recipients;

    AdmittedDocument(OpenedSubmission opened, EdxmlDocument document, List<AddressedRecipient> recipients) {
        this.opened = opened;
        this.document = document;
        this.recipients = List.copyOf(recipients);
    }

    public OpenedSubmission opened() {
        return opened;
    }

    public Submission submission() {
        return opened.submission();
    }

    public EdxmlDocument document() {
        return document;
    }

    /** @return in the order written, at least one of them to be served */
    public List<AddressedRecipient> recipients() {
        return recipients;
    }
}
