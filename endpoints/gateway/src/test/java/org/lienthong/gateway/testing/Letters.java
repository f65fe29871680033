package org.lienthong.gateway.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lienthong.message.edxml.BussinessDocType;
import org.lienthong.message.edxml.EdxmlWriter;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.LetterAttachment;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.types.Carriage;
import org.lienthong.xsd.types.EdxmlContent;
import org.lienthong.xsd.types.SentAttachment;

/** Official letters from G22 to H29, and the requests that send them. */
public final class Letters {

    private Letters() {}

    /** A file beside the edXML. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record File(String id, byte[] content, Carriage carriage) {

        public static File inline(String id, byte[] content) {
            return new File(id, content, Carriage.INLINE);
        }

        public static File part(String id, byte[] content) {
            return new File(id, content, Carriage.PART);
        }

        /** The request gets its UploadId from whoever uploads. */
        public static File uploaded(String id, byte[] content) {
            return new File(id, content, Carriage.UPLOADED);
        }
    }

    /** @return a request that sends a letter nobody sent before */
    public static SendDocument send(File... files) {
        List<LetterAttachment> attachments = new ArrayList<>();
        for (File file : files) {
            attachments.add(LetterAttachment.beside(new ContentId(file.id()), file.id() + ".pdf", "application/pdf"));
        }
        byte[] edxml = edxml(attachments);
        SendDocument request = new SendDocument();
        request.setRequestContext(TestAgency.context());
        request.setMessageId("m-" + UUID.randomUUID());
        request.setEdxml(content(edxml));
        for (File file : files) {
            request.getAttachment().add(attachment(file));
        }
        return request;
    }

    public static EdxmlContent content(byte[] edxml) {
        EdxmlContent content = new EdxmlContent();
        content.setLength(edxml.length);
        content.setSha256(Digest.sha256(edxml).toString());
        content.setContent(edxml);
        return content;
    }

    private static SentAttachment attachment(File file) {
        SentAttachment attachment = new SentAttachment();
        attachment.setContentId(file.id());
        attachment.setName(file.id() + ".pdf");
        attachment.setMediaType("application/pdf");
        attachment.setLength(file.content().length);
        attachment.setSha256(Digest.sha256(file.content()).toString());
        attachment.setCarriage(file.carriage());
        if (file.carriage() == Carriage.INLINE) {
            attachment.setContent(file.content());
        }
        return attachment;
    }

    /** @return a request that sends a letter nobody sent before to these agencies */
    public static SendDocument sendTo(List<OrganId> recipients) {
        SendDocument request = send();
        request.setEdxml(content(edxml(
                recipients.stream()
                        .map(organ -> new Letter.Party(organ, "Cơ quan " + organ))
                        .toList(),
                List.of())));
        return request;
    }

    public static byte[] edxml(List<LetterAttachment> attachments) {
        return edxml(List.of(new Letter.Party(new OrganId("H29"), "UBND Thành phố Hồ Chí Minh")), attachments);
    }

    private static byte[] edxml(List<Letter.Party> recipients, List<LetterAttachment> attachments) {
        String number = Integer.toString(1 + Math.abs(UUID.randomUUID().hashCode() % 9999));
        return new EdxmlWriter()
                .write(new Letter(
                        new Letter.Party(new OrganId("G22"), "Văn phòng Chính phủ"),
                        recipients,
                        new DocumentId(UUID.randomUUID().toString()),
                        number,
                        "VPCP-KSTT",
                        Optional.of("Hà Nội"),
                        LocalDate.of(2026, 11, 24),
                        Letter.Kind.OFFICIAL_LETTER,
                        "Về việc kết nối liên thông",
                        "",
                        new Letter.Signer(Optional.empty(), Optional.of("Chủ nhiệm"), "Nguyễn Văn A"),
                        Optional.empty(),
                        List.of("Như trên"),
                        0,
                        BussinessDocType.NEW,
                        "Văn bản điện tử mới",
                        Instant.parse("2026-11-24T03:00:00Z"),
                        attachments));
    }
}
