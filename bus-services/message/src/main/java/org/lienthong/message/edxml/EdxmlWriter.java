package org.lienthong.message.edxml;

import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;

/**
 * Writes documents and status messages in the order of QCVN 102, with the prefixes of the field: {@code edXML} inside the envelope, none outside.
 * Thread-safe; the same value gives the same bytes for ever. Judges nothing: that is the reader's part.
 */
public final class EdxmlWriter {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu/MM/dd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu/MM/dd HH:mm:ss");
    private static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

    private final XMLOutputFactory outputs = XMLOutputFactory.newDefaultFactory();

    /** @return UTF-8 without BOM */
    public byte[] write(Letter letter) {
        return written(xml -> {
            xml.open("edXMLHeader");
            writeHeader(letter, xml);
            writeTrace(letter, xml);
            xml.close();
            writeManifest(letter.attachments(), xml);
            xml.close();
            writeEncoded(letter.attachments(), xml);
        });
    }

    /** @return UTF-8 without BOM */
    public byte[] write(StatusNote note) {
        return written(xml -> {
            xml.open("edXMLHeader");
            writeStatus(note, xml);
            xml.close();
            xml.close();
        });
    }

    private interface Content {
        void write(IndentedXml xml) throws XMLStreamException;
    }

    /** @param content of the open envelope, which it closes */
    private byte[] written(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            IndentedXml xml = new IndentedXml(newWriter(bytes));
            xml.start("edXML", Scan.QCVN);
            xml.open("edXMLEnvelope");
            content.write(xml);
            xml.finish();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeStatus(StatusNote note, IndentedXml xml) throws XMLStreamException {
        xml.open("MessageHeader");
        writeParty("From", note.from(), xml);
        xml.open("ResponseFor");
        xml.leaf("OrganId", note.about().organ().value());
        xml.leaf("Code", note.about().code());
        xml.leaf("PromulgationDate", note.about().promulgated().map(DATE::format));
        xml.leaf("DocumentId", note.about().documentId().value());
        xml.close();
        if (note.staff().isPresent()) {
            StatusNote.Staff staff = note.staff().get();
            xml.open("StaffInfo");
            xml.leaf("Department", staff.department());
            xml.leaf("Staff", staff.name());
            xml.leaf("Mobile", staff.mobile());
            xml.leaf("Email", staff.email());
            xml.close();
        }
        xml.leaf("StatusCode", note.code().wire());
        xml.leaf("Description", note.description());
        xml.leaf("Timestamp", TIME.format(note.at().atOffset(VIETNAM)));
        xml.close();
    }

    private javax.xml.stream.XMLStreamWriter newWriter(ByteArrayOutputStream bytes) throws XMLStreamException {
        synchronized (outputs) {
            return outputs.createXMLStreamWriter(bytes, "UTF-8");
        }
    }

    private static void writeHeader(Letter letter, IndentedXml xml) throws XMLStreamException {
        xml.open("MessageHeader");
        writeParty("From", letter.from(), xml);
        for (Letter.Party recipient : letter.to()) {
            writeParty("To", recipient, xml);
        }
        xml.open("Code");
        xml.leaf("CodeNumber", letter.codeNumber());
        xml.leaf("CodeNotation", letter.codeNotation());
        xml.close();
        xml.open("PromulgationInfo");
        xml.leaf("Place", letter.place());
        xml.leaf("PromulgationDate", DATE.format(letter.promulgated()));
        xml.close();
        xml.open("DocumentType");
        xml.leaf("Type", Integer.toString(letter.kind().type()));
        xml.leaf("TypeDetail", Integer.toString(letter.kind().detail()));
        xml.leaf("TypeName", letter.kind().name());
        xml.close();
        xml.leaf("Subject", letter.subject());
        xml.leaf("Content", letter.content());
        writeSigner(letter.signer(), xml);
        xml.leaf("DueDate", letter.due().map(DATE::format));
        writePlaces(letter.toPlaces(), xml);
        xml.open("OtherInfo");
        xml.leaf("Priority", Integer.toString(letter.priority()));
        xml.close();
        xml.leaf("DocumentId", letter.documentId().value());
        xml.close();
    }

    private static void writeParty(String name, Letter.Party party, IndentedXml xml) throws XMLStreamException {
        xml.open(name);
        xml.leaf("OrganId", party.id().value());
        xml.leaf("OrganName", party.name());
        xml.close();
    }

    private static void writeSigner(Letter.Signer signer, IndentedXml xml) throws XMLStreamException {
        xml.open("SignerInfo");
        xml.leaf("Competence", signer.competence());
        xml.leaf("Position", signer.position());
        xml.leaf("FullName", signer.fullName());
        xml.close();
    }

    private static void writePlaces(List<String> places, IndentedXml xml) throws XMLStreamException {
        if (places.isEmpty()) {
            return;
        }
        xml.open("ToPlaces");
        for (String place : places) {
            xml.leaf("Place", place);
        }
        xml.close();
    }

    private static void writeTrace(Letter letter, IndentedXml xml) throws XMLStreamException {
        xml.open("TraceHeaderList");
        xml.open("TraceHeader");
        xml.leaf("OrganId", letter.from().id().value());
        xml.leaf("Timestamp", TIME.format(letter.sentAt().atOffset(VIETNAM)));
        xml.close();
        xml.open("Bussiness");
        xml.leaf("BussinessDocType", Integer.toString(letter.bussiness().code()));
        xml.leaf("BussinessDocReason", letter.reason());
        xml.leaf("Paper", "0");
        xml.close();
        xml.close();
    }

    private static void writeManifest(List<LetterAttachment> attachments, IndentedXml xml) throws XMLStreamException {
        xml.open("edXMLBody");
        xml.open("edXMLManifest", "version", "1.0");
        for (LetterAttachment file : attachments) {
            xml.open("Reference");
            xml.leaf("ContentId", "cid:" + file.id().value());
            xml.leaf("ContentType", file.mediaType());
            xml.leaf("AttachmentName", file.name());
            xml.close();
        }
        xml.close();
        xml.close();
    }

    private static void writeEncoded(List<LetterAttachment> attachments, IndentedXml xml) throws XMLStreamException {
        if (attachments.stream().allMatch(file -> file.base64().isEmpty())) {
            return;
        }
        xml.plain("AttachmentEncoded");
        for (LetterAttachment file : attachments) {
            Optional<String> content = file.base64();
            if (content.isPresent()) {
                xml.plain("Attachment");
                xml.plainLeaf("ContentId", "cid:" + file.id().value());
                xml.plainLeaf("AttachmentName", file.name());
                xml.plainLeaf("ContentType", file.mediaType());
                xml.leaf("ContentTransferEncoded", content.get());
                xml.close();
            }
        }
        xml.close();
    }
}
