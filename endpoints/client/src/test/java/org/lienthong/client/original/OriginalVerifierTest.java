package org.lienthong.client.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.client.soap.SignedOriginals;
import org.lienthong.client.soap.TestKeys;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.seal.RevocationList;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.seal.TrustAnchors;

class OriginalVerifierTest {

    private static final Instant ACCEPTED = Instant.parse("2020-05-05T05:05:05Z");
    private static final Instant FROM = ACCEPTED.minus(Duration.ofDays(2));
    private static final Instant TO = ACCEPTED.plus(Duration.ofDays(2));
    private static final byte[] EDXML = "<edXML/>".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SCAN = {1, 2, 3};

    private final TestKeys authority = new TestKeys("authority", FROM, TO);
    private final SigningKey sender = authority.key("sender", FROM, TO);
    private final RevocationList list = RevocationList.of(authority.emptyList(FROM, TO));
    private final OriginalVerifier verifier =
            new OriginalVerifier(TrustAnchors.of(List.of(authority.certificate()), true), issuer -> Optional.of(list));

    @Test
    void acceptsWhatTheSenderSignedLongAfterItsCertificateEnded() {
        byte[] original = SignedOriginals.sign(sender, ACCEPTED, EDXML, SCAN);

        VerifiedOriginal verified = verifier.verify(received(EDXML, SCAN), original, ACCEPTED);

        assertThat(verified.signer()).isEqualTo(sender.certificate());
        assertThat(verified.signedAt()).isEqualTo(ACCEPTED);
        assertThat(verified.sha256()).isEqualTo(Digest.sha256(original));
    }

    @Test
    void refusesAnOriginalChangedByOneByte() {
        byte[] original = SignedOriginals.sign(sender, ACCEPTED, EDXML, SCAN);
        String text = new String(original, StandardCharsets.UTF_8);
        byte[] changed = text.replace("m-1", "m-2").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> verifier.verify(received(EDXML, SCAN), changed, ACCEPTED))
                .isInstanceOf(ContentMismatch.class)
                .hasMessageContaining("the sender's signature");
    }

    @Test
    void refusesWhenTheBusHandedOnAnotherEdxml() {
        byte[] original = SignedOriginals.sign(sender, ACCEPTED, EDXML, SCAN);

        assertThatThrownBy(() -> verifier.verify(received(new byte[] {9}, SCAN), original, ACCEPTED))
                .isInstanceOf(ContentMismatch.class)
                .hasMessageContaining("edXML");
    }

    @Test
    void refusesWhenTheBusHandedOnAnotherAttachment() {
        byte[] original = SignedOriginals.sign(sender, ACCEPTED, EDXML, SCAN);

        assertThatThrownBy(() -> verifier.verify(received(EDXML, new byte[] {1, 2, 4}), original, ACCEPTED))
                .isInstanceOf(ContentMismatch.class)
                .hasMessageContaining("attachments");
    }

    @Test
    void refusesASignerWhomItsOwnAnchorsDoNotKnow() {
        SigningKey stranger = new TestKeys("authority", FROM, TO).key("sender", FROM, TO);
        byte[] original = SignedOriginals.sign(stranger, ACCEPTED, EDXML, SCAN);

        assertThatThrownBy(() -> verifier.verify(received(EDXML, SCAN), original, ACCEPTED))
                .isInstanceOf(ContentMismatch.class);
    }

    @Test
    void refusesASignatureAcceptedAfterTheCertificateEnded() {
        byte[] original = SignedOriginals.sign(sender, ACCEPTED, EDXML, SCAN);

        assertThatThrownBy(() -> verifier.verify(received(EDXML, SCAN), original, TO.plus(Duration.ofDays(1))))
                .isInstanceOf(ContentMismatch.class);
    }

    private static ReceivedDocument received(byte[] edxml, byte[] scan) {
        return new ReceivedDocument(
                DeliveryId.random(),
                new MessageId("m-1"),
                new DocumentId("d-1"),
                new OrganId("G22"),
                Optional.of(inline(edxml)),
                List.of(new ReceivedDocument.Attachment(
                        new ContentId("scan"), "scan.pdf", "application/pdf", inline(scan))),
                Optional.of(new ReceivedDocument.Original("text/xml; charset=UTF-8", inline(new byte[0]))));
    }

    private static ServedContent.Inline inline(byte[] content) {
        return ServedContent.Inline.checked("content", content, content.length, Digest.sha256(content));
    }
}
