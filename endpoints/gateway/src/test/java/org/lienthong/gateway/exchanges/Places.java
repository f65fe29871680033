package org.lienthong.gateway.exchanges;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.message.edxml.EdxmlWriter;
import org.lienthong.message.edxml.Letter;
import org.lienthong.message.edxml.LetterAttachment;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.edxml.StatusNote;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.OrganId;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What stands for the names in braces: for the whole exchange, for its step, and what the bus has answered so far. */
final class Places {

    private static final String FILE = "%PDF-1.7 nội dung công văn %%EOF";
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z0-9]+)}");
    private static final Pattern REPEAT = Pattern.compile("\\{([0-9]+) times ([^{}]+)}");
    private static final Pattern DOCUMENT_ID = Pattern.compile("<edXML:DocumentId>([^<]+)<");

    private final Map<String, String> values = new HashMap<>();
    private final String letter;

    Places() {
        letter = new String(
                Letters.edxml(List.of(LetterAttachment.beside(new ContentId("cv-1"), "cv-1.pdf", "application/pdf"))),
                StandardCharsets.UTF_8);
        Matcher id = DOCUMENT_ID.matcher(letter);
        if (!id.find()) {
            throw new IllegalStateException(letter);
        }
        byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
        put("bus", BusExtension.URI);
        put("messageId", "m-" + UUID.randomUUID());
        put("documentId", id.group(1));
        put("deliveryId", "6f9619ff-8b86-d011-b42d-00c04fc964ff");
        put("leaseId", "7a9619ff-8b86-d011-b42d-00c04fc964ff");
        put("file", Base64.getEncoder().encodeToString(file));
        put("fileText", FILE);
        put("fileLength", Integer.toString(file.length));
        put("fileSha256", Digest.sha256(file).toString());
    }

    void put(String name, String value) {
        values.put(name, value);
    }

    /** Before each request: a RequestId never used, the time, the letter as the step edits it. */
    void begin(GoldenExchange.Step step) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        put("requestId", "r-" + UUID.randomUUID());
        put("now", now.toString());
        put("created", now.plus(Duration.parse(step.one("created", "PT0S"))).toString());
        put("expires", now.plus(Duration.parse(step.one("expires", "PT5M"))).toString());
        String text = letter;
        for (GoldenExchange.Edit edit : step.edits("edxml")) {
            text = edit.apply(text);
        }
        byte[] edxml = text.getBytes(StandardCharsets.UTF_8);
        put("edxml", Base64.getEncoder().encodeToString(edxml));
        put("edxmlLength", Integer.toString(edxml.length));
        put("edxmlSha256", Digest.sha256(edxml).toString());
        beginStatus(StatusCode.of(step.one("said", "01")).orElseThrow(), now);
    }

    /** As the code's side says it of the letter. */
    private void beginStatus(StatusCode code, Instant now) {
        OrganId sender = new OrganId("G22");
        OrganId recipient = new OrganId("H29");
        StatusNote note = StatusNote.of(
                new Letter.Party(code.isOfTheSender() ? sender : recipient, "Cơ quan"),
                new StatusNote.About(
                        code.isOfTheSender() ? recipient : sender,
                        "1/VPCP-KSTT",
                        Optional.empty(),
                        new DocumentId(values.getOrDefault("documentId", ""))),
                code,
                now);
        byte[] status = new EdxmlWriter().write(note.describedAs("đã xem"));
        put("status", Base64.getEncoder().encodeToString(status));
        put("statusLength", Integer.toString(status.length));
        put("statusSha256", Digest.sha256(status).toString());
    }

    /** Of a receipt its first DeliveryId; of waiting deliveries the LeaseId of that one. */
    void remember(Element answer) {
        NodeList all = answer.getElementsByTagNameNS("*", "DeliveryId");
        for (int i = 0; i < all.getLength(); i++) {
            Element delivery = (Element) all.item(i);
            if (answer.getLocalName().equals("SendDocumentResponse") && i == 0) {
                put("deliveryId", delivery.getTextContent());
            }
            NodeList lease = ((Element) delivery.getParentNode()).getElementsByTagNameNS("*", "LeaseId");
            if (delivery.getTextContent().equals(values.get("deliveryId")) && lease.getLength() == 1) {
                put("leaseId", lease.item(0).getTextContent());
            }
        }
    }

    /** @return the text with every known name replaced; what it is replaced by is not looked at again */
    String fill(String text) {
        String named = NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
        return REPEAT.matcher(named)
                .replaceAll(
                        found -> Matcher.quoteReplacement(repeat(found.group(2), Integer.parseInt(found.group(1)))));
    }

    private static String repeat(String what, int times) {
        if (!what.contains("#")) {
            return what.repeat(times);
        }
        StringBuilder all = new StringBuilder();
        for (int i = 1; i <= times; i++) {
            all.append(what.replace("#", Integer.toString(i)));
        }
        return all.toString();
    }
}
