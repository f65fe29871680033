package org.lienthong.gateway.exchanges;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.message.edxml.LetterAttachment;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.SoapVersion;

/** Makes the bytes of an exchange and sends them. */
final class SentExchange {

    static final Path FOLDER = Path.of("src", "test", "exchanges");
    private static final String FILE = "%PDF-1.7 nội dung công văn %%EOF";
    private static final String BOUNDARY = "lt-boundary";

    private final GoldenExchange exchange;
    private final BusExtension bus;
    private final Map<String, String> places = new LinkedHashMap<>();

    SentExchange(GoldenExchange exchange, BusExtension bus) {
        this.exchange = exchange;
        this.bus = bus;
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        byte[] file = FILE.getBytes(StandardCharsets.UTF_8);
        boolean withFile = exchange.one("request", "").startsWith("SendDocument");
        byte[] edxml = Letters.edxml(
                withFile
                        ? List.of(LetterAttachment.beside(new ContentId("cv-1"), "cv-1.pdf", "application/pdf"))
                        : List.of());
        places.put("soap", version().namespace());
        places.put("bus", BusExtension.URI);
        places.put("requestId", "r-" + UUID.randomUUID());
        places.put("messageId", "m-" + UUID.randomUUID());
        places.put(
                "created",
                now.plus(Duration.parse(exchange.one("created", "PT0S"))).toString());
        places.put(
                "expires",
                now.plus(Duration.parse(exchange.one("expires", "PT5M"))).toString());
        places.put("edxml", Base64.getEncoder().encodeToString(edxml));
        places.put("edxmlLength", Integer.toString(edxml.length));
        places.put("edxmlSha256", Digest.sha256(edxml).toString());
        places.put("file", Base64.getEncoder().encodeToString(file));
        places.put("fileText", FILE);
        places.put("fileLength", Integer.toString(file.length));
        places.put("fileSha256", Digest.sha256(file).toString());
    }

    SoapVersion version() {
        return exchange.one("soap", "1.1").equals("1.2") ? SoapVersion.SOAP_12 : SoapVersion.SOAP_11;
    }

    /** @return the signed envelope as sent */
    byte[] root() {
        String signer = exchange.one("signer", "vpcp");
        SigningKey key = bus.keys().named(signer.equals("none") ? "vpcp" : signer);
        try {
            places.put(
                    "certificate",
                    Base64.getEncoder().encodeToString(key.certificate().getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
        String text = base("envelope")
                .replace(
                        "{operation}",
                        base(exchange.one("request", "CheckConnection")).strip());
        for (GoldenExchange.Edit edit : exchange.edits("before")) {
            text = edit.apply(text);
        }
        text = fill(text);
        text = signer.equals("none")
                ? text.replace("<signature/>", "")
                : signer(key).sign(text, key);
        for (GoldenExchange.Edit edit : exchange.edits("after")) {
            text = new GoldenExchange.Edit(fill(edit.what()), fill(edit.instead())).apply(text);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private TextSigner signer(SigningKey key) {
        return new TextSigner(
                exchange.one("method", TextSigner.methodOf(key)),
                exchange.one("digest", TextSigner.SHA256),
                exchange.one("c14n", TextSigner.EXCLUSIVE),
                exchange.one("transform", TextSigner.EXCLUSIVE),
                Arrays.asList(exchange.one("sign", "#B #T").split(" ")));
    }

    RawHttp.Response send(byte[] root) throws IOException {
        byte[] entity = entity(root);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + bus.port());
        headers.put("Content-Type", contentType());
        headers.put("Content-Length", Integer.toString(entity.length));
        for (String header : exchange.all("header")) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        StringBuilder head = new StringBuilder(exchange.one("method-line", "POST /exchange")).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        RawHttp.@Nullable Response last = null;
        for (int time = 0; time < Integer.parseInt(exchange.one("times", "1")); time++) {
            try (RawHttp http = RawHttp.open(bus.port())) {
                last = http.write(head + "\r\n").write(entity).read();
            }
        }
        return Objects.requireNonNull(last);
    }

    private String contentType() {
        String soap = version().mediaType();
        return exchange.all("part").isEmpty()
                ? soap + "; charset=utf-8"
                : "multipart/related; type=\"" + soap + "\"; start=\"<root>\"; boundary=" + BOUNDARY;
    }

    private byte[] entity(byte[] root) {
        byte[] whole = exchange.all("part").isEmpty() ? root : multipart(root);
        String text = exchange.one("body")
                .map(body -> latin1(body.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> latin1(whole));
        for (GoldenExchange.Edit edit : exchange.edits("bytes")) {
            text = edit.apply(text);
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] multipart(byte[] root) {
        ByteArrayOutputStream entity = new ByteArrayOutputStream();
        part(entity, version().mediaType() + "; charset=utf-8", "root", root);
        for (String part : exchange.all("part")) {
            int colon = part.indexOf(": ");
            part(
                    entity,
                    "application/pdf",
                    part.substring(0, colon),
                    fill(part.substring(colon + 2)).getBytes(StandardCharsets.UTF_8));
        }
        entity.writeBytes(("--" + BOUNDARY + "--").getBytes(StandardCharsets.US_ASCII));
        return entity.toByteArray();
    }

    private static void part(ByteArrayOutputStream entity, String type, String id, byte[] content) {
        String head = "--" + BOUNDARY + "\r\nContent-Type: " + type
                + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <" + id + ">\r\n\r\n";
        entity.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        entity.writeBytes(content);
        entity.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private String fill(String text) {
        String filled = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            filled = filled.replace("{" + place.getKey() + "}", place.getValue());
        }
        return filled;
    }

    private static String base(String name) {
        try {
            return Files.readString(FOLDER.resolve("base").resolve(name + ".xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
