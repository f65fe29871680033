package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.SmallBus;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.gateway.testing.TestKeys;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.exchange.GetDocument;
import org.lienthong.xsd.exchange.GetDocumentResponse;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.types.ContentLink;
import org.lienthong.xsd.types.WaitingDelivery;

/** The largest part that one request brings, through a {@link SmallBus}. */
@Tag("slow")
class LargePartTest {

    private static final long SIZE = 1L << 30;
    private static final int CHUNK = 1 << 20;

    @TempDir
    Path folder;

    private final TestKeys keys = new TestKeys();
    private final byte[] chunk = new byte[CHUNK];

    @Test
    void carriesAGigabyteThroughAQuarterOfAGigabyteOfHeap() throws IOException {
        new Random(11).nextBytes(chunk);
        keys.write(folder);
        try (SmallBus bus = SmallBus.start(folder)) {
            int port = bus.port();
            Digest digest = digest();
            long begun = System.nanoTime();
            String delivery = send(port, digest);
            double sending = (System.nanoTime() - begun) / 1e9;
            begun = System.nanoTime();
            Digest fetched = fetch(port, delivery);
            double fetching = (System.nanoTime() - begun) / 1e9;

            assertThat(fetched).isEqualTo(digest);
            System.out.printf(
                    "1 GB part: sent at %.0f MB/s, fetched at %.0f MB/s, heap before collection at most %d MB of 256%n",
                    1024 / sending, 1024 / fetching, bus.heapPeak());
        }
    }

    private Digest digest() {
        MessageDigest sha256 = Digest.newSha256();
        for (long at = 0; at < SIZE; at += CHUNK) {
            sha256.update(chunk(at));
        }
        return Digest.finish(sha256);
    }

    /** Each chunk differs from the others in its first bytes. */
    private byte[] chunk(long at) {
        for (int i = 0; i < 8; i++) {
            chunk[i] = (byte) (at >> (8 * i + 13));
        }
        return chunk;
    }

    private String send(int port, Digest digest) throws IOException {
        TestAgency vpcp = new TestAgency(port, keys, keys.vpcp());
        SendDocument request = Letters.send(Letters.File.part("scan", new byte[0]));
        request.getAttachment().get(0).setLength(SIZE);
        request.getAttachment().get(0).setSha256(digest.toString());
        byte[] root = vpcp.sealed(request, SoapVersion.SOAP_11);
        byte[] before = "--b\r\nContent-Type: text/xml; charset=utf-8\r\nContent-ID: <root>\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] between = "\r\n--b\r\nContent-Type: application/pdf\r\nContent-ID: <scan>\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        byte[] after = "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII);
        long length = before.length + root.length + between.length + SIZE + after.length;
        try (RawHttp http = RawHttp.open(port)) {
            http.write(TestAgency.head("multipart/related; type=\"text/xml\"; boundary=b", length))
                    .write(before)
                    .write(root)
                    .write(between);
            OutputStream out = http.out();
            for (long at = 0; at < SIZE; at += CHUNK) {
                out.write(chunk(at));
            }
            var accepted = vpcp.verified(http.write(after).read(), SoapVersion.SOAP_11);
            return new WireTypes()
                    .read(accepted.operation(), SendDocumentResponse.class)
                    .getAnswer()
                    .getReceipt()
                    .getRecipient()
                    .get(0)
                    .getDeliveryId();
        }
    }

    private Digest fetch(int port, String delivery) throws IOException {
        TestAgency hcmc = new TestAgency(port, keys, keys.hcmc());
        await().atMost(Duration.ofSeconds(60)).until(() -> leased(hcmc), leases -> !leases.isEmpty());
        GetDocument get = new GetDocument();
        get.setRequestContext(TestAgency.context());
        get.setDeliveryId(delivery);
        ContentLink link = hcmc.call(get, GetDocumentResponse.class)
                .getAnswer()
                .getAttachment()
                .get(0)
                .getLink();
        MessageDigest sha256 = Digest.newSha256();
        try (RawHttp http = RawHttp.open(port)) {
            http.write("GET " + link.getUrl().substring(link.getUrl().indexOf("/content/"))
                    + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer " + link.getToken()
                    + "\r\n\r\n");
            http.readHead();
            InputStream in = http.in();
            byte[] buffer = new byte[CHUNK];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
            }
        }
        return Digest.finish(sha256);
    }

    private static List<WaitingDelivery> leased(TestAgency hcmc) throws IOException {
        ReceiveDocuments receive = new ReceiveDocuments();
        receive.setRequestContext(TestAgency.context());
        receive.setMax(1);
        receive.setWaitSeconds(10);
        return hcmc.call(receive, ReceiveDocumentsResponse.class).getAnswer().getDelivery();
    }
}
