package org.lienthong.gateway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.RetryPolicy;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.receiving.Delivery;
import org.lienthong.client.receiving.Include;
import org.lienthong.client.receiving.ReceiveRequest;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.sending.PreparedUpload;
import org.lienthong.client.sending.Receipt;
import org.lienthong.client.soap.BusIdentity;
import org.lienthong.client.watch.TransferWatch;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.FlakyProxy;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.gateway.testing.UploadingAgency;
import org.lienthong.message.edxml.LetterAttachment;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.PrepareUploadAnswer;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.types.BusFault;

/** From PrepareUpload to the recipient's hands, by hand and by the SDK, over bad lines and a restart of the bus. */
class UploadedDocumentsOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS =
            new BusExtension().with("uploads.chunk", "1MB").with("limits.inline", "16KB");

    private static final byte[] SCAN = random(300_000);

    @TempDir
    Path folder;

    private final UploadingAgency vpcp = new UploadingAgency(BUS, "vpcp");

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void carriesAnUploadedFileToTheRecipient(SoapVersion version) throws IOException {
        PrepareUploadAnswer upload = vpcp.prepare(SCAN, version);
        vpcp.put(upload, SCAN, 0, SCAN.length);
        SendDocument send = naming(upload);

        var receipt = send(send, version);

        Path fetched = folder.resolve("fetched");
        ReceivedDocument.Attachment attachment = received(
                        receipt.getRecipient().get(0).getDeliveryId())
                .attachments()
                .get(0);
        assertThat(attachment.mediaType()).isEqualTo("application/pdf");
        client("hcmc", BUS.port()).save(attachment.content(), fetched);
        assertThat(fetched).hasBinaryContent(SCAN);

        send.setRequestContext(TestAgency.context());
        assertThat(send(send, version).getEventSha256()).isEqualTo(receipt.getEventSha256());
    }

    @Test
    void acceptsNoDocumentWhoseUploadsAreNotThereOrNotIts() throws IOException {
        PrepareUploadAnswer half = vpcp.prepare(SCAN);
        vpcp.put(half, SCAN, 0, 1_000);
        PrepareUploadAnswer foreign = new UploadingAgency(BUS, "hcmc").prepare(SCAN);
        new UploadingAgency(BUS, "hcmc").put(foreign, SCAN, 0, SCAN.length);
        SendDocument send = Letters.send(Letters.File.uploaded("half", SCAN), Letters.File.uploaded("theirs", SCAN));
        send.getAttachment().get(0).setUploadId(half.getUploadId());
        send.getAttachment().get(1).setUploadId(foreign.getUploadId());

        BusFault missing = BUS.agency("vpcp").refused(send);
        assertThat(missing.getCode()).isEqualTo("ContentMissing");
        assertThat(missing.getMessageVi()).contains("half, theirs");

        vpcp.put(half, SCAN, 1_000, SCAN.length);
        SendDocument other = naming(half);
        other.getAttachment().get(0).setMediaType("text/plain");
        assertThat(BUS.agency("vpcp").refused(other).getCode()).isEqualTo("DigestMismatch");
        other.getAttachment().get(0).setUploadId("scan.pdf");
        other.setRequestContext(TestAgency.context());
        assertThat(BUS.agency("vpcp").refused(other).getCode()).isEqualTo("ContentMissing");
        SendDocument without = naming(half);
        without.getAttachment().get(0).setUploadId(null);
        assertThat(BUS.agency("vpcp").refused(without).getCode()).isEqualTo("RequestInvalid");
    }

    @Test
    void goesOnAfterTheBusWasEndedInTheMiddleOfAChunk() throws IOException {
        PrepareUploadAnswer upload = vpcp.prepare(SCAN);
        vpcp.put(upload, SCAN, 0, 100_000);
        long offset;
        try (RawHttp torn = RawHttp.open(BUS.port())) {
            torn.write(UploadingAgency.head("PUT", upload, "Upload-Offset: 100000", "Content-Length: 200000"))
                    .write(Arrays.copyOfRange(SCAN, 100_000, 150_000));
            await().atMost(Duration.ofSeconds(60)).until(() -> onDisk(upload) > 100_000);
            BUS.restart();
            RawHttp.Response told = vpcp.ask(upload);
            offset = Long.parseLong(told.header("Upload-Offset").orElseThrow());
        }

        assertThat(offset).isBetween(100_000L, 150_000L).isLessThanOrEqualTo(onDisk(upload));
        assertThat(vpcp.put(upload, SCAN, (int) offset, SCAN.length).header("Upload-Complete"))
                .contains("?1");
        BUS.restart();
        assertThat(send(naming(upload), SoapVersion.SOAP_11).getRecipient()).hasSize(1);
    }

    @Test
    void theSdkUploadsOverALineThatBreaksAgainAndAgain() throws IOException {
        byte[] content = random(5_000_000);
        Path file = Files.write(folder.resolve("scan.pdf"), content);
        OutgoingAttachment scan = OutgoingAttachment.of(new ContentId("scan"), "scan.pdf", "application/pdf", file);
        List<Long> heard = Collections.synchronizedList(new ArrayList<>());
        Receipt receipt;
        try (FlakyProxy proxy = new FlakyProxy(BUS.port(), 700_000)) {
            AgencyClient client = client("vpcp", proxy.port());
            OutgoingAttachment uploaded = client.upload(scan, (stored, length) -> {
                assertThat(length).isEqualTo(content.length);
                heard.add(stored);
            });
            receipt = client.send(
                    OutgoingDocument.of(new MessageId("m-" + UUID.randomUUID()), edxml("scan"), List.of(uploaded)));
            assertThat(proxy.broken()).isGreaterThan(5);
        }

        assertThat(heard).last().isEqualTo((long) content.length);
        ReceivedDocument document =
                received(receipt.recipients().get(0).delivery().orElseThrow().toString());
        Path fetched = folder.resolve("fetched");
        client("hcmc", BUS.port()).save(document.attachments().get(0).content(), fetched);
        assertThat(fetched).hasBinaryContent(content);
    }

    @Test
    void theSdkUploadsAnEmptyFileAndNoticesOneThatChanged() throws IOException {
        AgencyClient client = client("vpcp", BUS.port());
        Path empty = Files.createFile(folder.resolve("empty.txt"));
        client.upload(
                OutgoingAttachment.of(new ContentId("empty"), "empty.txt", "text/plain", empty),
                (stored, length) -> assertThat(length).isZero());

        Path file = Files.write(folder.resolve("scan.pdf"), SCAN);
        OutgoingAttachment scan = OutgoingAttachment.of(new ContentId("scan"), "scan.pdf", "application/pdf", file);
        PreparedUpload prepared = client.prepareUpload(scan);
        Files.write(file, random(300_000 - 1));
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> client.upload(scan, prepared, TransferWatch.NONE))
                .isInstanceOf(ContentMismatch.class);

        Files.write(file, SCAN);
        assertThat(client.upload(scan, prepared, TransferWatch.NONE).upload()).contains(prepared.id());
    }

    private static org.lienthong.xsd.types.Receipt send(SendDocument request, SoapVersion version) throws IOException {
        return BUS.agency("vpcp")
                .call(request, version, SendDocumentResponse.class)
                .getAnswer()
                .getReceipt();
    }

    private static SendDocument naming(PrepareUploadAnswer upload) {
        SendDocument send = Letters.send(Letters.File.uploaded("scan", SCAN));
        send.getAttachment().get(0).setUploadId(upload.getUploadId());
        return send;
    }

    private static byte[] edxml(String contentId) {
        return Letters.edxml(
                List.of(LetterAttachment.beside(new ContentId(contentId), contentId + ".pdf", "application/pdf")));
    }

    private static long onDisk(PrepareUploadAnswer upload) {
        try {
            Path file = BUS.folder().resolve("data/content/uploads/" + upload.getUploadId() + ".upload");
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReceivedDocument received(String delivery) {
        AgencyClient client = client("hcmc", BUS.port());
        DeliveryId id = DeliveryId.parse(delivery).orElseThrow();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.receive(ReceiveRequest.upTo(100)).deliveries().stream()
                        .map(Delivery::id)
                        .anyMatch(id::equals));
        return client.get(id, Include.CONTENT);
    }

    private static AgencyClient client(String system, int port) {
        BusIdentity bus = new BusIdentity(
                URI.create("http://127.0.0.1:" + port + "/exchange"),
                new BusUri(BusExtension.URI),
                BUS.keys().pinned(),
                SoapVersion.SOAP_11);
        return AgencyClient.open(
                bus,
                BUS.keys().named(system),
                AgencyClient.Settings.standard()
                        .retrying(new RetryPolicy(10, Duration.ofMillis(20), Duration.ofSeconds(2))));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
