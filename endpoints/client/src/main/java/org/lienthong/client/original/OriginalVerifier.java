package org.lienthong.client.original;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.notice.ReceivedStatus;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.client.soap.OriginalForms;
import org.lienthong.client.soap.OriginalForms.SignedContent;
import org.lienthong.client.soap.OriginalForms.SignedStatus;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.seal.Freshness;
import org.lienthong.message.seal.RegisteredKey;
import org.lienthong.message.seal.RevocationLists;
import org.lienthong.message.seal.SealPolicy;
import org.lienthong.message.seal.SealVerifier;
import org.lienthong.message.seal.SealedMessage;
import org.lienthong.message.seal.TrustAnchors;
import org.lienthong.message.wire.EnvelopeReader;
import org.lienthong.message.wire.SoapVersion;

/**
 * Verifies what the sender signed, byte for byte as the bus handed it on, and that it is what was received. It proves that
 * the holder of a certified key submitted this; which key belongs to which agency only a directory can say, and the agency's
 * legal signature is the one inside the document.
 */
public final class OriginalVerifier {

    private static final SystemId SOME_SYSTEM = new SystemId("sender");

    private final EnvelopeReader reader = new EnvelopeReader();
    private final OriginalForms forms = new OriginalForms();
    private final SealVerifier verifier;

    /** @param anchors the recipient's own */
    public OriginalVerifier(TrustAnchors anchors, RevocationLists lists) {
        this.verifier = new SealVerifier(
                anyKey -> Optional.of(new RegisteredKey(SOME_SYSTEM)), anchors, lists, SealPolicy.standard(Set.of()));
    }

    /**
     * @param original the sender's root part, as fetched
     * @param acceptedAt when the bus accepted it: certificates are judged as of then, freshness not at all
     * @throws ContentMismatch if the signature does not verify, or speaks of other content than was received
     */
    public VerifiedOriginal verify(ReceivedDocument received, byte[] original, Instant acceptedAt) {
        String type =
                received.original().map(ReceivedDocument.Original::contentType).orElse("");
        SealedMessage sealed = verified(type, original, acceptedAt);
        SignedContent signed = forms.read(sealed.envelope().operation());
        require("MessageId", signed.messageId(), received.messageId());
        Digest edxml = received.edxml()
                .orElseThrow(() -> new IllegalArgumentException("fetched without its content"))
                .sha256();
        require("SHA-256 of the edXML", signed.edxml(), edxml);
        require("attachments", signedAttachments(signed), receivedAttachments(received));
        return new VerifiedOriginal(sealed.signer(), sealed.created(), Digest.sha256(original));
    }

    /**
     * As of a document, for a status message that came with a notice.
     *
     * @param about SHA-256 of the edXML of the document that it should speak of
     * @throws ContentMismatch if the signature does not verify, or speaks of other content than was received
     */
    public VerifiedOriginal verify(ReceivedStatus received, Digest about, Instant acceptedAt) {
        if (!(received.original().content() instanceof ServedContent.Inline inline)) {
            throw new IllegalArgumentException("a status message whose original is not in the notice");
        }
        SealedMessage sealed = verified(received.original().contentType(), inline.bytes(), acceptedAt);
        SignedStatus signed = forms.readStatus(sealed.envelope().operation());
        require("MessageId", signed.messageId(), received.messageId());
        require("SHA-256 of the edXML", signed.edxml(), received.edxml().sha256());
        require("EdxmlSha256", signed.about(), about);
        return new VerifiedOriginal(sealed.signer(), sealed.created(), inline.sha256());
    }

    private SealedMessage verified(String contentType, byte[] original, Instant acceptedAt) {
        boolean soap12 = contentType.toLowerCase(Locale.ROOT).startsWith(SoapVersion.SOAP_12.mediaType());
        SoapVersion version = soap12 ? SoapVersion.SOAP_12 : SoapVersion.SOAP_11;
        try {
            return verifier.verify(reader.read(original, version), acceptedAt, Freshness.ANY);
        } catch (RefusedException untrusted) {
            throw new ContentMismatch("the sender's signature: " + untrusted.getMessage(), untrusted);
        }
    }

    private static Map<String, String> signedAttachments(SignedContent signed) {
        Map<String, String> digests = new TreeMap<>();
        signed.attachments().forEach(a -> digests.put(a.contentId().value(), a.sha256() + "/" + a.length()));
        return digests;
    }

    private static Map<String, String> receivedAttachments(ReceivedDocument received) {
        Map<String, String> digests = new TreeMap<>();
        received.attachments()
                .forEach(a -> digests.put(
                        a.contentId().value(),
                        a.content().sha256() + "/" + a.content().length()));
        return digests;
    }

    private static void require(String what, Object signed, Object received) {
        if (!signed.equals(received)) {
            throw new ContentMismatch(what + " against the sender's signature", signed, received);
        }
    }
}
