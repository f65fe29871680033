package org.lienthong.gateway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.RetryPolicy;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.PreparedUpload;
import org.lienthong.client.soap.BusIdentity;
import org.lienthong.client.watch.TransferWatch;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.SmallBus;
import org.lienthong.gateway.testing.TestKeys;
import org.lienthong.message.edxml.LetterAttachment;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.wire.SoapVersion;

/** The largest file that the profile allows, by the SDK, through a bus that is killed in the middle. */
@Tag("slow")
class LargeUploadTest {

    private static final long SIZE = 2L << 30;
    private static final long HALF = SIZE / 2;

    @TempDir
    Path folder;

    private final TestKeys keys = new TestKeys();

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void carriesTwoGigabytesThroughAQuarterOfAGigabyteOfHeapAndAKill() throws IOException {
        keys.write(folder);
        OutgoingAttachment scan = OutgoingAttachment.of(new ContentId("scan"), "scan.pdf", "application/pdf", file());
        PreparedUpload prepared;
        try (SmallBus bus = SmallBus.start(folder)) {
            AgencyClient client = client("vpcp", bus.port());
            prepared = client.prepareUpload(scan);
            uploadUntilKilled(client, scan, prepared, bus);
        }
        long onDisk = Files.size(folder.resolve("data/content/uploads/" + prepared.id() + ".upload"));
        try (SmallBus bus = SmallBus.start(folder)) {
            AgencyClient client = client("vpcp", bus.port());
            AtomicLong first = new AtomicLong(-1);
            long begun = System.nanoTime();
            OutgoingAttachment uploaded = client.upload(scan, at(prepared, bus.port()), (stored, length) -> {
                first.compareAndSet(-1, stored);
            });
            double sending = seconds(begun);
            assertThat(first.get()) // a chunk whose last byte was on disk may not have counted yet
                    .isBetween(onDisk - 2L * prepared.chunkMax(), onDisk + prepared.chunkMax());
            DeliveryId delivery = client.send(OutgoingDocument.of(new MessageId("m-1"), edxml(), List.of(uploaded)))
                    .recipients()
                    .get(0)
                    .delivery()
                    .orElseThrow();
            begun = System.nanoTime();
            Digest fetched = fetch(bus.port(), delivery);

            assertThat(fetched).isEqualTo(scan.sha256());
            System.out.printf(
                    "2 GB upload: killed after %d MB, the rest sent and the whole checked in %.0f s, fetched in two ranges in"
                            + " %.0f s, heap before collection at most %d MB of 256%n",
                    onDisk >> 20, sending, seconds(begun), bus.heapPeak());
        }
    }

    /** Kills while bytes of a chunk past the half are on their way to the disk. */
    private void uploadUntilKilled(
            AgencyClient client, OutgoingAttachment scan, PreparedUpload prepared, SmallBus bus) {
        Path file = folder.resolve("data/content/uploads/" + prepared.id() + ".upload");
        ExecutorService uploader = Executors.newSingleThreadExecutor();
        try {
            Future<?> upload = uploader.submit(() -> client.upload(scan, prepared, TransferWatch.NONE));
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() ->
                            file.toFile().length() >= HALF && file.toFile().length() % prepared.chunkMax() > (8 << 20));
            bus.kill();
            assertThat(upload)
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withCauseInstanceOf(TransportFailure.class);
        } finally {
            uploader.shutdownNow();
        }
    }

    /** Random in its first bytes of every megabyte, holes between. */
    private Path file() throws IOException {
        Path file = folder.resolve("scan.pdf");
        byte[] bytes = new byte[4096];
        Random random = new Random(3);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(SIZE);
            for (long at = 0; at < SIZE; at += 1 << 20) {
                random.nextBytes(bytes);
                out.seek(at);
                out.write(bytes);
            }
        }
        return file;
    }

    private Digest fetch(int port, DeliveryId delivery) throws IOException {
        AgencyClient hcmc = client("hcmc", port);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> hcmc.receive(ReceiveRequest.upTo(10).waiting(Duration.ofSeconds(10))).deliveries().stream()
                        .map(Delivery::id)
                        .anyMatch(delivery::equals));
        ServedContent.Linked link = (ServedContent.Linked)
                hcmc.get(delivery, Include.CONTENT).attachments().get(0).content();
        MessageDigest sha256 = Digest.newSha256();
        range(link, 0, HALF, sha256);
        range(link, HALF, SIZE, sha256);
        return Digest.finish(sha256);
    }

    private static void range(ServedContent.Linked link, long from, long to, MessageDigest sha256) throws IOException {
        try (RawHttp http = RawHttp.open(link.url().getPort())) {
            http.write("GET " + link.url().getPath() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                    + "Authorization: Bearer " + link.token() + "\r\nRange: bytes=" + from + "-" + (to - 1)
                    + "\r\n\r\n");
            RawHttp.Response head = http.readHead();
            assertThat(head.status()).isEqualTo(206);
            assertThat(head.header("Content-Range")).contains("bytes " + from + "-" + (to - 1) + "/" + SIZE);
            InputStream in = http.in();
            byte[] buffer = new byte[1 << 20];
            long length = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                sha256.update(buffer, 0, count);
                length += count;
            }
            assertThat(length).isEqualTo(to - from);
        }
    }

    private static byte[] edxml() {
        return Letters.edxml(List.of(LetterAttachment.beside(new ContentId("scan"), "scan.pdf", "application/pdf")));
    }

    /** The bus came back at another port, which only a test's does. */
    private static PreparedUpload at(PreparedUpload prepared, int port) {
        return new PreparedUpload(
                prepared.id(),
                URI.create("http://127.0.0.1:" + port + prepared.url().getPath()),
                prepared.token(),
                prepared.chunkMax(),
                prepared.expiresAt());
    }

    private AgencyClient client(String system, int port) {
        BusIdentity bus = new BusIdentity(
                URI.create("http://127.0.0.1:" + port + "/exchange"),
                new BusUri(BusExtension.URI),
                keys.pinned(),
                SoapVersion.SOAP_11);
        return AgencyClient.open(
                bus, keys.named(system), AgencyClient.Settings.standard().retrying(RetryPolicy.never()));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
