package org.lienthong.gateway.exchanges;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.SoapVersion;

/** Makes the bytes of a step and sends them. */
final class SentExchange {

    static final Path FOLDER = Path.of("src", "test", "exchanges");
    private static final String BOUNDARY = "lt-boundary";

    private final GoldenExchange.Step step;
    private final Places places;
    private final BusExtension bus;

    SentExchange(GoldenExchange.Step step, Places places, BusExtension bus) {
        this.step = step;
        this.places = places;
        this.bus = bus;
        places.begin(step);
        places.put("soap", version().namespace());
    }

    private SoapVersion version() {
        return step.one("soap", "1.1").equals("1.2") ? SoapVersion.SOAP_12 : SoapVersion.SOAP_11;
    }

    /** @return the signed envelope as sent */
    byte[] root() {
        String signer = step.one("signer", "vpcp");
        SigningKey key = bus.keys().named(signer.equals("none") ? "vpcp" : signer);
        try {
            places.put(
                    "certificate",
                    Base64.getEncoder().encodeToString(key.certificate().getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
        String operation = base(step.one("request", "CheckConnection")).strip();
        places.put("operation", places.fill(operation));
        String text = base("envelope").replace("{operation}", operation);
        for (GoldenExchange.Edit edit : step.edits("before")) {
            text = edit.apply(text);
        }
        text = places.fill(text);
        text = signer.equals("none")
                ? text.replace("<signature/>", "")
                : signer(key).sign(text, key);
        for (GoldenExchange.Edit edit : step.edits("after")) {
            text = new GoldenExchange.Edit(places.fill(edit.what()), places.fill(edit.instead())).apply(text);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private TextSigner signer(SigningKey key) {
        return new TextSigner(
                step.one("method", TextSigner.methodOf(key)),
                step.one("digest", TextSigner.SHA256),
                step.one("c14n", TextSigner.EXCLUSIVE),
                step.one("transform", TextSigner.EXCLUSIVE),
                Arrays.asList(step.one("sign", "#B #T").split(" ")));
    }

    RawHttp.Response send(byte[] root) throws IOException {
        byte[] entity = entity(root);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Host", "127.0.0.1:" + bus.port());
        headers.put("Content-Type", contentType());
        headers.put("Content-Length", Integer.toString(entity.length));
        for (String header : step.all("header")) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon), header.substring(colon + 1).strip());
        }
        StringBuilder head = new StringBuilder(step.one("method-line", "POST /exchange")).append(" HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        RawHttp.@Nullable Response last = null;
        for (int time = 0; time < Integer.parseInt(step.one("times", "1")); time++) {
            try (RawHttp http = RawHttp.open(bus.port())) {
                last = http.write(head + "\r\n").write(entity).read();
            }
        }
        return Objects.requireNonNull(last);
    }

    private String contentType() {
        String soap = version().mediaType();
        return step.all("part").isEmpty()
                ? soap + "; charset=utf-8"
                : "multipart/related; type=\"" + soap + "\"; start=\"<root>\"; boundary=" + BOUNDARY;
    }

    private byte[] entity(byte[] root) {
        byte[] whole = step.all("part").isEmpty() ? root : multipart(root);
        String text = step.one("body")
                .map(body -> latin1(body.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> latin1(whole));
        for (GoldenExchange.Edit edit : step.edits("bytes")) {
            text = edit.apply(text);
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] multipart(byte[] root) {
        ByteArrayOutputStream entity = new ByteArrayOutputStream();
        part(entity, version().mediaType() + "; charset=utf-8", "root", root);
        for (String part : step.all("part")) {
            int colon = part.indexOf(": ");
            part(
                    entity,
                    "application/pdf",
                    part.substring(0, colon),
                    places.fill(part.substring(colon + 2)).getBytes(StandardCharsets.UTF_8));
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

    private static String base(String name) {
        try {
            return Files.readString(FOLDER.resolve("base").resolve(name + ".xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
