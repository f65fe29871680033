package org.lienthong.gateway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.GetDocument;
import org.lienthong.xsd.exchange.GetDocumentAnswer;
import org.lienthong.xsd.exchange.GetDocumentResponse;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.types.ContentLink;
import org.lienthong.xsd.types.Include;
import org.lienthong.xsd.types.ServedAttachment;

class ContentDoorOverTheWireTest {

    /** Little fits into an answer, so that content comes by links. */
    @RegisterExtension
    static final BusExtension BUS = new BusExtension().with("limits.inline", "16KB");

    private static final byte[] BINARY = random(300_000, 1);
    private static final byte[] BASE64 = random(70_000, 2);

    private static byte[] root = {};
    private static GetDocumentAnswer served = new GetDocumentAnswer();

    @BeforeAll
    static void sendTwoPartsAndHaveThemServed() throws IOException {
        TestAgency hcmc = BUS.agency("hcmc");
        SendDocument send = Letters.send(Letters.File.part("scan", BINARY), Letters.File.part("old", BASE64));
        root = BUS.agency("vpcp").sealed(send, SoapVersion.SOAP_11);
        var accepted = BUS.agency("vpcp")
                .verified(
                        TestAgency.post(BUS.port(), "multipart/related; boundary=b; type=\"text/xml\"", entity()),
                        SoapVersion.SOAP_11);
        String delivery = new WireTypes()
                .read(accepted.operation(), SendDocumentResponse.class)
                .getAnswer()
                .getReceipt()
                .getRecipient()
                .get(0)
                .getDeliveryId();
        await().atMost(Duration.ofSeconds(60)).until(() -> leases(hcmc, delivery));
        GetDocument get = new GetDocument();
        get.setRequestContext(TestAgency.context());
        get.setDeliveryId(delivery);
        get.setInclude(Include.BOTH);
        served = hcmc.call(get, GetDocumentResponse.class).getAnswer();
    }

    @Test
    void servesWhatDidNotFitByteForByte() throws IOException {
        ContentLink scan = attachment("scan").getLink();
        ContentLink old = attachment("old").getLink();

        RawHttp.Response content = get(scan, "");
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.bytes()).isEqualTo(BINARY);
        assertThat(content.header("ETag")).contains("\"" + Digest.sha256(BINARY) + "\"");
        assertThat(content.header("Content-Type")).contains("application/octet-stream");
        assertThat(get(old, "").bytes()).isEqualTo(BASE64);
        assertThat(attachment("scan").getContent()).isNull();
    }

    @Test
    void servesTheSignedRootPartOfTheSender() throws IOException {
        byte[] original = served.getOriginal().getLink() == null
                ? served.getOriginal().getContent()
                : get(served.getOriginal().getLink(), "").bytes();

        assertThat(original).isEqualTo(root);
    }

    @Test
    void servesRanges() throws IOException {
        ContentLink scan = attachment("scan").getLink();

        RawHttp.Response middle = get(scan, "Range: bytes=1000-1999\r\n");
        assertThat(middle.status()).isEqualTo(206);
        assertThat(middle.bytes()).isEqualTo(Arrays.copyOfRange(BINARY, 1000, 2000));
        assertThat(middle.header("Content-Range")).contains("bytes 1000-1999/300000");
        assertThat(get(scan, "Range: bytes=-5\r\n").bytes()).isEqualTo(Arrays.copyOfRange(BINARY, 299_995, 300_000));
        assertThat(get(scan, "Range: bytes=299999-\r\n").bytes()).hasSize(1);
        assertThat(get(scan, "Range: bytes=300000-\r\n").status()).isEqualTo(416);
        assertThat(get(scan, "Range: bytes=0-9\r\nIf-Range: \"other\"\r\n").status())
                .isEqualTo(200);
    }

    @Test
    void answersHeadAndConditionalRequests() throws IOException {
        ContentLink scan = attachment("scan").getLink();
        try (RawHttp http = RawHttp.open(BUS.port())) {
            RawHttp.Response head = http.write(request("HEAD", scan.getUrl(), scan.getToken(), ""))
                    .read(false);
            assertThat(head.header("Content-Length")).contains("300000");
        }
        assertThat(get(scan, "If-None-Match: \"" + Digest.sha256(BINARY) + "\"\r\n")
                        .status())
                .isEqualTo(304);
    }

    @Test
    void opensOneThingWithOneToken() throws IOException {
        ContentLink scan = attachment("scan").getLink();
        ContentLink old = attachment("old").getLink();

        assertThat(status(scan.getUrl(), old.getToken())).isEqualTo(401);
        assertThat(status(scan.getUrl(), scan.getToken().substring(1))).isEqualTo(401);
        assertThat(status(scan.getUrl(), "")).isEqualTo(401);
        assertThat(status(scan.getUrl() + "/..", scan.getToken())).isIn(400, 401, 404);
    }

    private static ServedAttachment attachment(String id) {
        return served.getAttachment().stream()
                .filter(one -> one.getContentId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static int status(String url, String token) throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            return http.write(request("GET", url, token, "")).read().status();
        }
    }

    private static RawHttp.Response get(ContentLink link, String headers) throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            return http.write(request("GET", link.getUrl(), link.getToken(), headers))
                    .read();
        }
    }

    private static String request(String method, String url, String token, String headers) {
        String path = url.substring(url.indexOf("/content/"));
        return method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token + "\r\n" + headers
                + "\r\n";
    }

    private static boolean leases(TestAgency agency, String delivery) throws IOException {
        ReceiveDocuments receive = new ReceiveDocuments();
        receive.setRequestContext(TestAgency.context());
        receive.setMax(100);
        receive.setWaitSeconds(10);
        return agency.call(receive, ReceiveDocumentsResponse.class).getAnswer().getDelivery().stream()
                .anyMatch(one -> one.getDeliveryId().equals(delivery));
    }

    private static byte[] entity() {
        ByteArrayOutputStream entity = new ByteArrayOutputStream();
        part(entity, "Content-Type: text/xml; charset=utf-8\r\nContent-ID: <root>", root);
        part(entity, "Content-Type: application/pdf\r\nContent-ID: <scan>", BINARY);
        part(
                entity,
                "Content-Type: application/pdf\r\nContent-ID: <old>\r\nContent-Transfer-Encoding: base64",
                Base64.getMimeEncoder().encode(BASE64));
        entity.writeBytes("--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return entity.toByteArray();
    }

    private static void part(ByteArrayOutputStream entity, String header, byte[] content) {
        entity.writeBytes(("--b\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        entity.writeBytes(content);
        entity.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
