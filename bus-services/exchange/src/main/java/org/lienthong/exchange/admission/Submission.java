package org.lienthong.exchange.admission;

import java.time.Instant;
import java.util.List;
import org.lienthong.exchange.directory.Caller;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.seal.SealedMessage;

/**
 * A sealed SendDocument, bound to objects, its other parts still unread.
 *
 * @param sealed the proof that what follows was signed
 * @param caller authorised to send, of the system that sealed
 * @param recipients as the request lists them; empty: every To of the edXML
 * @param acceptRest OnRefusedRecipient is ACCEPT_REST
 * @param supersedes the sender says that DocumentId is re-used on purpose
 * @param receivedAt at the first byte of the request
 */
public record Submission(
        SealedMessage sealed,
        Caller caller,
        RequestId requestId,
        MessageId messageId,
        AnnouncedEdxml edxml,
        List<AnnouncedAttachment> attachments,
        List<OrganId> recipients,
        boolean acceptRest,
        boolean supersedes,
        RawEntity raw,
        PartSource parts,
        Instant receivedAt) {

    public Submission {
        attachments = List.copyOf(attachments);
        recipients = List.copyOf(recipients);
        if (!caller.system().equals(sealed.system())) {
            throw new IllegalArgumentException("sealed by " + sealed.system() + ", authorised as " + caller);
        }
    }
}
