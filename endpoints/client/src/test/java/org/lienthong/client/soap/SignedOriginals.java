package org.lienthong.client.soap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.seal.SealSigner;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.w3c.dom.Document;

/** Root parts as senders sign them. */
public final class SignedOriginals {

    private SignedOriginals() {}

    public static byte[] sign(SigningKey sender, Instant at, byte[] edxml, byte[] scan) {
        OutgoingDocument document = OutgoingDocument.of(
                new MessageId("m-1"),
                edxml,
                List.of(OutgoingAttachment.of(new ContentId("scan"), "scan.pdf", "application/pdf", scan)));
        Document dom = SoapEnvelopes.newDocument();
        RequestForms forms = new RequestForms(new BusUri("urn:lienthong:bus:test"), Optional.empty());
        return new SealSigner()
                .seal(
                        SoapEnvelopes.wrap(
                                new WireTypes().write(forms.send(document, true, new RequestId("r-1")), dom),
                                SoapVersion.SOAP_11),
                        sender,
                        at,
                        Duration.ofMinutes(5));
    }
}
