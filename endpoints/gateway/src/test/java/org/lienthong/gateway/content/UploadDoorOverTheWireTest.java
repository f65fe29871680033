package org.lienthong.gateway.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.gateway.testing.UploadingAgency;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.PrepareUpload;
import org.lienthong.xsd.exchange.PrepareUploadAnswer;

class UploadDoorOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension()
            .with("uploads.chunk", "256KB")
            .with("uploads.open", 1000)
            .with("listen.threads", 16)
            .with("limits.part", "1MB");

    private static final byte[] SCAN = random(400_000);

    private final UploadingAgency vpcp = new UploadingAgency(BUS, "vpcp");

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void bringsAFileChunkByChunk(SoapVersion version) throws IOException {
        PrepareUploadAnswer upload = vpcp.prepare(SCAN, version);

        assertThat(upload.getUrl()).isEqualTo("http://127.0.0.1/content/uploads/" + upload.getUploadId());
        assertThat(upload.getOffset()).isZero();
        assertThat(upload.getChunkMax()).isEqualTo(256 << 10);
        assertThat(upload.getExpiresAt().toInstant())
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
        stands(vpcp.ask(upload), 204, 0, false);
        stands(vpcp.put(upload, SCAN, 0, 200_000), 204, 200_000, false);
        stands(vpcp.ask(upload), 204, 200_000, false);
        stands(vpcp.put(upload, SCAN, 200_000, 400_000), 204, 400_000, true);
        stands(vpcp.ask(upload), 204, 400_000, true);
        assertThat(vpcp.ask(upload).header("Upload-Length")).contains("400000");
        assertThat(vpcp.ask(upload).header("Cache-Control")).contains("no-store");
    }

    @Test
    void tellsTheTrueOffset() throws IOException {
        PrepareUploadAnswer upload = vpcp.prepare(SCAN);
        vpcp.put(upload, SCAN, 0, 1_000);

        RawHttp.Response wrong = vpcp.put(upload, SCAN, 2_000, 3_000);

        stands(wrong, 409, 1_000, false);
        assertThat(wrong.header("Content-Type")).contains("text/plain;charset=utf-8");
        assertThat(wrong.text()).isEqualTo("Upload-Offset phải là 1000.\nUpload-Offset must be 1000.\n");
        stands(vpcp.put(upload, SCAN, 0, 1_000), 409, 1_000, false);
    }

    @Test
    void refusesMoreThanWasAnnouncedOrThanAChunkMayHold() throws IOException {
        byte[] small = random(1_000);
        PrepareUploadAnswer upload = vpcp.prepare(small);

        RawHttp.Response beyond = vpcp.put(upload, SCAN, 0, 1_001);
        assertThat(beyond.status()).isEqualTo(413);
        assertThat(beyond.text()).contains("1000 byte").doesNotContain("Envelope");
        assertThat(vpcp.put(vpcp.prepare(SCAN), SCAN, 0, (256 << 10) + 1).status())
                .isEqualTo(413);
        stands(vpcp.ask(upload), 204, 0, false);
    }

    @Test
    void throwsAwayWhatIsNotWhatWasAnnounced() throws IOException {
        PrepareUploadAnswer upload = vpcp.prepare(random(1_000));

        RawHttp.Response altered = vpcp.put(upload, SCAN, 0, 1_000);

        assertThat(altered.status()).isEqualTo(422);
        assertThat(altered.header("Upload-Offset")).contains("0");
        assertThat(altered.text()).contains("SHA-256");
        stands(vpcp.ask(upload), 204, 0, false);
        stands(vpcp.put(upload, random(1_000), 0, 1_000), 204, 1_000, true);
    }

    @Test
    void opensNothingToStrangersAndTellsThemNoMoreThanThat() throws IOException {
        PrepareUploadAnswer upload = vpcp.prepare(SCAN);
        PrepareUploadAnswer foreign = new UploadingAgency(BUS, "hcmc").prepare(SCAN);
        String own = upload.getToken();
        String url = upload.getUrl();

        upload.setToken(foreign.getToken());
        RawHttp.Response anothers = vpcp.put(upload, SCAN, 0, 10);
        upload.setToken(own.substring(1));
        RawHttp.Response guessed = vpcp.put(upload, SCAN, 0, 10);
        upload.setToken(own);
        upload.setUrl(url.replace(upload.getUploadId(), UUID.randomUUID().toString()));
        RawHttp.Response unknown = vpcp.put(upload, SCAN, 0, 10);
        upload.setUrl(url + "/..");
        RawHttp.Response malformed = vpcp.put(upload, SCAN, 0, 10);
        upload.setUrl(url);

        assertThat(anothers.status()).isEqualTo(401);
        assertThat(anothers.header("WWW-Authenticate")).contains("Bearer");
        assertThat(guessed.text()).isEqualTo(anothers.text());
        assertThat(unknown.text()).isEqualTo(anothers.text());
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(malformed.status()).isIn(400, 401, 404);
        stands(vpcp.ask(upload), 204, 0, false);
    }

    @Test
    void saysWhatAChunkNeeds() throws IOException {
        PrepareUploadAnswer upload = vpcp.prepare(SCAN);

        assertThat(send(UploadingAgency.head("PUT", upload, "Content-Length: 0"))
                        .status())
                .isEqualTo(400);
        assertThat(send(UploadingAgency.head("PUT", upload, "Content-Length: 0", "Upload-Offset: -1"))
                        .status())
                .isEqualTo(400);
        assertThat(send(UploadingAgency.head("PUT", upload, "Upload-Offset: 0", "Transfer-Encoding: chunked")
                                + "0\r\n\r\n")
                        .status())
                .isEqualTo(411);
        assertThat(send(UploadingAgency.head(
                                "PUT", upload, "Upload-Offset: 0", "Content-Length: 0", "Content-Encoding: gzip"))
                        .status())
                .isEqualTo(415);
        RawHttp.Response get = send(UploadingAgency.head("GET", upload));
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.header("Allow")).contains("PUT, HEAD");
    }

    @Test
    void asksForTheBodyOnlyOfAChunkThatItTakes() throws IOException {
        PrepareUploadAnswer upload = vpcp.prepare(SCAN);

        try (RawHttp http = RawHttp.open(BUS.port())) {
            assertThat(http.write(expecting(upload, 0)).read().status()).isEqualTo(100);
            stands(http.write(Arrays.copyOf(SCAN, 1_000)).read(), 204, 1_000, false);
        }
        try (RawHttp http = RawHttp.open(BUS.port())) {
            stands(http.write(expecting(upload, 5)).read(), 409, 1_000, false);
        }
        upload.setToken("nobody's");
        try (RawHttp http = RawHttp.open(BUS.port())) {
            assertThat(http.write(expecting(upload, 1_000)).read().status()).isEqualTo(401);
        }
    }

    @Test
    void countsWhatCameBeforeTheConnectionBroke() throws IOException {
        PrepareUploadAnswer upload = vpcp.prepare(SCAN);
        vpcp.put(upload, SCAN, 0, 1_000);
        try (RawHttp http = RawHttp.open(BUS.port())) {
            http.write(UploadingAgency.head("PUT", upload, "Upload-Offset: 1000", "Content-Length: 200000"))
                    .write(Arrays.copyOfRange(SCAN, 1_000, 70_000));
        }

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> stands(vpcp.ask(upload), 204, 70_000, false));
        stands(vpcp.put(upload, SCAN, 70_000, 300_000), 204, 300_000, false);
        stands(vpcp.put(upload, SCAN, 300_000, 400_000), 204, 400_000, true);
    }

    @Test
    void writesOneOfTwoChunksThatComeAtOnce() throws IOException {
        PrepareUploadAnswer upload = vpcp.prepare(SCAN);
        try (RawHttp first = RawHttp.open(BUS.port())) {
            first.write(expecting(upload, 0));
            assertThat(first.read().status()).isEqualTo(100);

            RawHttp.Response second = vpcp.put(upload, SCAN, 0, 10);
            assertThat(second.status()).isEqualTo(423);
            assertThat(second.header("Retry-After")).isPresent();

            stands(first.write(Arrays.copyOf(SCAN, 1_000)).read(), 204, 1_000, false);
        }
    }

    @Test
    void leavesHalfOfItsThreadsToTheOtherDoors() throws IOException {
        List<RawHttp> slow = new ArrayList<>();
        List<PrepareUploadAnswer> uploads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            uploads.add(vpcp.prepare(SCAN));
            slow.add(RawHttp.open(BUS.port()));
            assertThat(slow.get(i).write(expecting(uploads.get(i), 0)).read().status())
                    .isEqualTo(100);
        }
        PrepareUploadAnswer ninth = vpcp.prepare(SCAN);
        RawHttp.Response busy = vpcp.put(ninth, SCAN, 0, 1_000);
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.header("Retry-After")).isPresent();

        for (RawHttp http : slow) {
            stands(http.write(Arrays.copyOf(SCAN, 1_000)).read(), 204, 1_000, false);
            http.close();
        }
        stands(vpcp.put(ninth, SCAN, 0, 1_000), 204, 1_000, false);
    }

    @Test
    void refusesToPrepareWhatIsTooLargeOrComesTwice() throws IOException {
        TestAgency agency = BUS.agency("vpcp");
        PrepareUpload large = UploadingAgency.request(SCAN);
        large.setLength((1 << 20) + 1);

        assertThat(agency.refused(large).getCode()).isEqualTo("TooLarge");
        PrepareUpload once = UploadingAgency.request(SCAN);
        agency.post(agency.sealed(once, SoapVersion.SOAP_11), SoapVersion.SOAP_11);
        assertThat(agency.refused(once).getCode()).isEqualTo("Replayed");
    }

    @Test
    void preparesNothingForASystemThatMayNotSend() throws IOException {
        PrepareUpload request = UploadingAgency.request(SCAN);
        request.getRequestContext().setOrgan("H29"); // mandate: receive confirm status

        assertThat(BUS.agency("regional").refused(request).getCode()).isEqualTo("NotAuthorised");
    }

    private static void stands(RawHttp.Response response, int status, long offset, boolean complete) {
        assertThat(response.status()).as(response.text()).isEqualTo(status);
        assertThat(response.header("Upload-Offset")).contains(Long.toString(offset));
        assertThat(response.header("Upload-Complete")).contains(complete ? "?1" : "?0");
    }

    private static String expecting(PrepareUploadAnswer upload, long offset) {
        return UploadingAgency.head(
                "PUT", upload, "Upload-Offset: " + offset, "Content-Length: 1000", "Expect: 100-continue");
    }

    private static RawHttp.Response send(String request) throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            return http.write(request).read();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
