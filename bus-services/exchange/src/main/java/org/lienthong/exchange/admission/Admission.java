package org.lienthong.exchange.admission;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.message.edxml.BussinessDocType;
import org.lienthong.message.edxml.EdxmlDocument;
import org.lienthong.message.edxml.EdxmlOutline;
import org.lienthong.message.edxml.EdxmlReader;
import org.lienthong.message.edxml.EdxmlReading;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.Violation;

/** Judges a submission by everything in its root part; reads no other part. */
public final class Admission {

    private static final String TYPE_PLACE =
            "edXML/edXMLEnvelope/edXMLHeader/TraceHeaderList/Bussiness/BussinessDocType";
    private static final String FROM_PLACE = "edXML/edXMLEnvelope/edXMLHeader/MessageHeader/From/OrganId";

    private final EdxmlReader reader;
    private final Directory directory;
    private final Recipients recipients;
    private final AttachmentRules attachments;
    private final UploadedAttachments uploads;
    private final StateSecrets secrets;

    public Admission(
            DataSource source,
            EdxmlReader reader,
            Directory directory,
            EventBook events,
            InstantSource clock,
            AdmissionSettings settings) {
        this.reader = reader;
        this.directory = directory;
        this.recipients = new Recipients(directory);
        this.attachments = new AttachmentRules(settings);
        this.uploads = new UploadedAttachments(source, clock);
        this.secrets = new StateSecrets(source, events, clock);
    }

    /**
     * Reads what telling duplicates needs.
     *
     * @throws org.lienthong.message.refusal.RefusedException DigestMismatch, StateSecret, RuleBroken: of bytes that cannot
     *     have been accepted before
     */
    public OpenedSubmission open(Submission submission) {
        EdxmlReading reading = reader.read(submission.edxml().asAnnounced());
        if (reading.outline().isEmpty()) {
            secrets.refuse(StateSecrets.Sent.of(submission), reading.secret());
            throw broken(reading.violations()).refused();
        }
        EdxmlOutline outline = reading.outline().get();
        List<OrganId> written = submission.recipients().isEmpty() ? outline.to() : submission.recipients();
        return new OpenedSubmission(submission, reading, outline, written);
    }

    /**
     * @throws org.lienthong.message.refusal.RefusedException NotAuthorised, StateSecret, RuleBroken, RecipientRefused,
     *     RequestInvalid, ContentMissing, ContentUnexpected, DigestMismatch, TooLarge
     */
    public AdmittedDocument admit(OpenedSubmission opened) {
        Submission submission = opened.submission();
        secrets.refuse(StateSecrets.Sent.of(submission), opened.reading().secret());
        requireOwn(opened);
        Optional<EdxmlDocument> document = opened.reading().document();
        if (document.isEmpty()) {
            throw broken(opened.reading().violations()).refused();
        }
        requireNew(document.get());
        List<AddressedRecipient> addressed =
                recipients.address(opened, document.get().to());
        attachments.require(document.get(), submission.attachments());
        uploads.require(submission);
        return new AdmittedDocument(opened, document.get(), addressed);
    }

    private void requireOwn(OpenedSubmission opened) {
        OrganId from = opened.outline().from();
        OrganId acting = opened.submission().caller().organ();
        if (!directory.resolve(from).known().equals(Optional.of(acting))) {
            throw Refusal.of(RefusalCode.NOT_AUTHORISED)
                    .with("system", opened.submission().caller().system())
                    .with("scope", Scope.SEND.wire())
                    .with("organ", from)
                    .at(FROM_PLACE)
                    .refused();
        }
    }

    /** Revoke, update and replace change documents already delivered: refused whole until the bus does all of it. */
    private static void requireNew(EdxmlDocument document) {
        BussinessDocType type = document.bussiness();
        if (type != BussinessDocType.NEW) {
            throw broken(List.of(new Violation(
                            "BUS-TYPE-NEW-ONLY",
                            TYPE_PLACE,
                            0,
                            0,
                            "Trục chưa hỗ trợ BussinessDocType " + type.code()
                                    + " (thu hồi, cập nhật, thay thế); hiện chỉ nhận văn bản mới (0).",
                            "This bus does not carry BussinessDocType " + type.code()
                                    + " (revoke, update, replace) yet; it takes new documents (0) only.")))
                    .refused();
        }
    }

    private static Refusal broken(List<Violation> violations) {
        Refusal refusal = Refusal.of(RefusalCode.RULE_BROKEN)
                .with("count", violations.size())
                .violations(violations);
        return violations.isEmpty() ? refusal : refusal.at(violations.get(0).element());
    }
}
