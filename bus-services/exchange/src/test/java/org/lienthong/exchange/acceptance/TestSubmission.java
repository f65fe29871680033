package org.lienthong.exchange.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.admission.AnnouncedAttachment;
import org.lienthong.exchange.admission.AnnouncedEdxml;
import org.lienthong.exchange.admission.Carriage;
import org.lienthong.exchange.admission.Submission;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.message.edxml.BussinessDocType;
import org.lienthong.message.edxml.EdxmlWriter;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.LetterAttachment;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.UploadId;
import org.lienthong.message.seal.SealedMessage;

/** A submission as a test says it: what differs from a letter of VPCP to HCMC. */
final class TestSubmission {

    private final SealedMessage sealed;
    private final Directory directory;
    private final List<AnnouncedAttachment> announced = new ArrayList<>();
    private final List<LetterAttachment> manifest = new ArrayList<>();
    private final ArrivingEntity entity;

    private String from = "G22";
    private List<String> to = List.of("H29");
    private List<String> recipients = List.of();
    private String messageId = "m-1";
    private String requestId = UUID.randomUUID().toString();
    private String documentId = "000.00.00.G22,2026/11/24,7816/VPCP-TTĐT";
    private String subject = "Triển khai gửi, nhận văn bản điện tử";
    private int priority;
    private BussinessDocType type = BussinessDocType.NEW;
    private boolean acceptRest;
    private boolean supersedes;
    private @Nullable Digest edxmlDigest;
    private @Nullable Long edxmlLength;
    private byte @Nullable [] edxml;

    TestSubmission(ContentStore store, SealedMessage sealed, Directory directory) {
        this.sealed = sealed;
        this.directory = directory;
        this.entity = new ArrivingEntity(store, sealed.envelope().bytes());
    }

    TestSubmission from(String organ) {
        from = organ;
        return this;
    }

    TestSubmission to(String... organs) {
        to = List.of(organs);
        return this;
    }

    TestSubmission recipients(String... organs) {
        recipients = List.of(organs);
        return this;
    }

    TestSubmission messageId(String id) {
        messageId = id;
        return this;
    }

    TestSubmission requestId(String id) {
        requestId = id;
        return this;
    }

    TestSubmission documentId(String id) {
        documentId = id;
        return this;
    }

    TestSubmission subject(String text) {
        subject = text;
        return this;
    }

    TestSubmission priority(int edxml) {
        priority = edxml;
        return this;
    }

    TestSubmission type(BussinessDocType other) {
        type = other;
        return this;
    }

    TestSubmission acceptRest() {
        acceptRest = true;
        return this;
    }

    TestSubmission supersedes() {
        supersedes = true;
        return this;
    }

    TestSubmission edxml(byte[] bytes) {
        edxml = bytes;
        return this;
    }

    TestSubmission announceEdxml(long length, Digest digest) {
        edxmlLength = length;
        edxmlDigest = digest;
        return this;
    }

    /** In the manifest only. */
    TestSubmission manifest(String id) {
        manifest.add(LetterAttachment.beside(new ContentId(id), id, "application/pdf"));
        return this;
    }

    /** In the manifest and inside the edXML. */
    TestSubmission encoded(String id, byte[] content) {
        manifest.add(LetterAttachment.inside(new ContentId(id), id, "application/pdf", content));
        return this;
    }

    TestSubmission inline(String id, byte[] content) {
        return manifest(id).announce(id, content.length, Digest.sha256(content), Optional.of(content));
    }

    TestSubmission part(String id, byte[] content, boolean binary) {
        entity.part(new ContentId(id), content, binary);
        return manifest(id).announcePart(id, content.length, Digest.sha256(content));
    }

    TestSubmission announcePart(String id, long length, Digest sha256) {
        return announce(id, length, sha256, Optional.empty());
    }

    TestSubmission announce(String id, long length, Digest sha256, Optional<byte[]> inline) {
        return announce(new AnnouncedAttachment(
                new ContentId(id),
                id,
                "application/pdf",
                length,
                sha256,
                inline.isPresent() ? Carriage.INLINE : Carriage.PART,
                inline,
                Optional.empty()));
    }

    TestSubmission uploaded(String id, long length, Digest sha256, UploadId upload) {
        return manifest(id)
                .announce(new AnnouncedAttachment(
                        new ContentId(id),
                        id,
                        "application/pdf",
                        length,
                        sha256,
                        Carriage.UPLOADED,
                        Optional.empty(),
                        Optional.of(upload)));
    }

    TestSubmission announce(AnnouncedAttachment attachment) {
        announced.add(attachment);
        return this;
    }

    ArrivingEntity entity() {
        return entity;
    }

    byte[] edxmlBytes() {
        return edxml != null ? edxml : new EdxmlWriter().write(letter());
    }

    Submission build() {
        byte[] bytes = edxmlBytes();
        return new Submission(
                sealed,
                directory.authorise(sealed.system(), Optional.empty(), Scope.SEND),
                new RequestId(requestId),
                new MessageId(messageId),
                new AnnouncedEdxml(
                        edxmlLength != null ? edxmlLength : bytes.length,
                        edxmlDigest != null ? edxmlDigest : Digest.sha256(bytes),
                        bytes),
                announced,
                recipients.stream().map(OrganId::new).toList(),
                acceptRest,
                supersedes,
                entity,
                entity,
                Bench.NOW);
    }

    private Letter letter() {
        Stream<Letter.Party> parties =
                to.stream().map(organ -> new Letter.Party(new OrganId(organ), "Cơ quan " + organ));
        return new Letter(
                new Letter.Party(new OrganId(from), "Văn phòng Chính phủ"),
                parties.toList(),
                new DocumentId(documentId),
                "7816",
                "VPCP-TTĐT",
                Optional.of("Hà Nội"),
                LocalDate.of(2026, 11, 24),
                Letter.Kind.OFFICIAL_LETTER,
                subject,
                "",
                new Letter.Signer(Optional.of("KT. BỘ TRƯỞNG"), Optional.empty(), "Nguyễn Văn A"),
                Optional.empty(),
                List.of(),
                priority,
                type,
                "Văn bản điện tử mới",
                Bench.NOW,
                manifest);
    }

    static byte[] content(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
