package org.lienthong.exchange.status;

import java.time.Instant;
import java.util.Optional;
import org.lienthong.exchange.admission.AnnouncedEdxml;
import org.lienthong.exchange.admission.RawEntity;
import org.lienthong.exchange.directory.Caller;
import org.lienthong.exchange.notice.StatusFields;
import org.lienthong.message.evidence.ContentDigest;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.seal.SealedMessage;

/**
 * A sealed SendStatus, bound to objects.
 *
 * @param caller authorised for status, of the system that sealed
 * @param spokenOf what the message is about, beside what its edXML says
 * @param receivedAt at the first byte of the request
 */
public record StatusSubmission(
        SealedMessage sealed,
        Caller caller,
        RequestId requestId,
        MessageId messageId,
        AnnouncedEdxml edxml,
        SpokenOf spokenOf,
        StatusFields fields,
        RawEntity raw,
        Instant receivedAt) {

    public StatusSubmission {
        if (!caller.system().equals(sealed.system())) {
            throw new IllegalArgumentException("sealed by " + sealed.system() + ", authorised as " + caller);
        }
    }

    /**
     * @param delivery needed where the document went between the two organs more than once
     * @param edxml SHA-256 of the document's edXML
     */
    public record SpokenOf(Optional<DeliveryId> delivery, Digest edxml) {}

    Digest contentDigest() {
        return ContentDigest.ofStatus(caller.organ(), edxml.sha256(), spokenOf.edxml(), fields.texts());
    }
}
