package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.lienthong.client.receiving.PushedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.exchange.clock.DatabaseClock;
import org.lienthong.exchange.courier.InboxDesk;
import org.lienthong.exchange.tracking.Conservation;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.PushedAgency;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.gateway.testing.TestInbox;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.xsd.exchange.ConfirmDocumentResponse;
import org.lienthong.xsd.exchange.GetDocument;
import org.lienthong.xsd.exchange.GetDocumentResponse;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.types.WaitingDelivery;
import org.springframework.jdbc.core.simple.JdbcClient;

class PushOverTheWireTest {

    private static final int MOST_PUSHES = 3;
    private static final OrganId HCMC = new OrganId("H29");
    private static final OrganId QUANG_NINH = new OrganId("H49");
    private static final byte[] PDF = "%PDF-1.7 nội dung".getBytes(StandardCharsets.UTF_8);

    @RegisterExtension
    static final BusExtension BUS = new BusExtension()
            .with("push.allow", "127.0.0.1")
            .with("push.address", "http://127.0.0.1:1")
            .with("push.every", "50ms")
            .with("push.within", "15s")
            .with("push.first-pause", "100ms")
            .with("push.longest-pause", "300ms")
            .with("push.most-pushes", MOST_PUSHES)
            .with("push.alarm-failures", 2)
            .with("push.notify-every", "100ms")
            .with("push.answer", "64KB")
            .with("limits.inline", "100KB");

    private final List<TestInbox> inboxes = new ArrayList<>();
    private PushedAgency agency = new PushedAgency(BUS.keys());

    @BeforeEach
    void newAgency() {
        agency = new PushedAgency(BUS.keys());
    }

    /** What other tests left waiting would come, too. */
    @AfterEach
    void closeInboxes() throws IOException {
        jdbc().sql("update inbox set state = 'SUSPENDED'").update();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("select count(*) from inbox where claimed_until > now()") == 0);
        jdbc().sql("delete from inbox").update();
        jdbc().sql("delete from push").update();
        jdbc().sql("delete from outbox").update();
        jdbc().sql("update delivery set state = 'EXPIRED', lease_id = null, lease_end = null, lease_system = null"
                        + " where state not in ('TAKEN', 'REFUSED', 'EXPIRED')")
                .update();
        for (TestInbox inbox : inboxes) {
            inbox.close();
        }
    }

    @Test
    void bringsADocumentWhoseSignedAnswerIsItsConfirmation() throws IOException {
        List<byte[]> answers = new ArrayList<>();
        TestInbox inbox = open(agency.signing(BUS.keys().hcmc(), answer -> {
            answers.add(answer);
            return answer;
        }));
        approve(HCMC, "hcmc", "DELIVER", inbox);
        SendDocument letter = Letters.send(Letters.File.inline("cv-1", PDF));

        String delivery = send(letter);

        awaitState(delivery, "TAKEN 1");
        assertThat(agency.documents(delivery)).singleElement().satisfies(pushed -> {
            assertThat(pushed.organ()).isEqualTo(HCMC);
            assertThat(pushed.delivery().attempt()).isEqualTo(1);
            assertThat(pushed.document().edxml().orElseThrow().bytes())
                    .isEqualTo(letter.getEdxml().getContent());
            assertThat(((ServedContent.Inline)
                                    pushed.document().attachments().get(0).content())
                            .bytes())
                    .isEqualTo(PDF);
            assertThat(pushed.document().original()).isPresent();
        });
        assertThat(chain(delivery)).containsExactly("Served", "Taken");
        assertThat(jdbc().sql("select raw_sha256 from confirmation where delivery_id = cast(:id as uuid)")
                        .param("id", delivery)
                        .query((row, n) -> Digest.of(row.getBytes(1)))
                        .single())
                .as("the signed answer as it came, archived")
                .isEqualTo(Digest.sha256(answers.get(0)));
        assertThat(jdbc().sql("select count(*) from notice where kind = 'TAKEN' and delivery_id = cast(:id as uuid)")
                        .param("id", delivery)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void bringsWhatIsLargeAsALink() throws IOException {
        approve(HCMC, "hcmc", "DELIVER", open(agency.signing(BUS.keys().hcmc())));
        byte[] large = new byte[60_000];

        String delivery = send(Letters.send(Letters.File.inline("cv-1", large)));

        awaitState(delivery, "TAKEN 1");
        PushedDocument pushed = agency.documents(delivery).get(0);
        assertThat(pushed.document().attachments().get(0).content()).isInstanceOf(ServedContent.Inline.class);
        assertThat(pushed.document().original().orElseThrow().content())
                .isInstanceOfSatisfying(
                        ServedContent.Linked.class,
                        link -> assertThat(link.url().toString()).startsWith("http://127.0.0.1:1/content/"));
    }

    /** Every one of them is what its name says and nothing else is wrong with it. */
    static Stream<Arguments> answersThatDoNotCount() {
        PushedAgency other = new PushedAgency(BUS.keys());
        String type = "Content-Type: text/xml; charset=utf-8\r\n";
        return Stream.of(
                Arguments.of("Untrusted", conduct("unsigned", other.signing(hcmc(), PushOverTheWireTest::unsigned))),
                Arguments.of(
                        "Untrusted",
                        conduct("signed by a stranger", other.signing(BUS.keys().stranger()))),
                Arguments.of(
                        "Untrusted",
                        conduct(
                                "signed by the bus itself",
                                other.signing(BUS.keys().bus()))),
                Arguments.of(
                        "NotAuthorised",
                        conduct(
                                "signed for somebody else",
                                other.signing(BUS.keys().vpcp()))),
                Arguments.of(
                        "Untrusted",
                        conduct(
                                "changed after signing",
                                other.signing(hcmc(), answer -> changed(answer, ">TAKEN<", ">REFUSED<")))),
                Arguments.of("Fault", conduct("fault", TestInbox.says(TestInbox.http(500, type, PDF)))),
                Arguments.of(
                        "NoAnswer",
                        conduct("page", TestInbox.says(TestInbox.http(200, "Content-Type: text/html\r\n", PDF)))),
                Arguments.of("NoAnswer", conduct("accepted", TestInbox.says(TestInbox.http(202, "", new byte[0])))),
                Arguments.of(
                        "NoAnswer",
                        conduct("no HTTP", TestInbox.says("220 mail ready\r\n".getBytes(StandardCharsets.US_ASCII)))),
                Arguments.of("Unreachable", conduct("hang up", TestInbox.says(new byte[0]))),
                Arguments.of(
                        "TooLarge",
                        conduct("announced too large", TestInbox.says(TestInbox.http(200, type, new byte[65537])))),
                Arguments.of("TooLarge", conduct("endless", PushOverTheWireTest::endless)),
                Arguments.of("TooLarge", conduct("endless headers", PushOverTheWireTest::endlessHeaders)),
                Arguments.of("TimedOut", conduct("silent", (request, out) -> linger())),
                Arguments.of("TimedOut", conduct("byte by byte", PushOverTheWireTest::dribble)));
    }

    private record Named(String name, TestInbox.Conduct conduct) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Named conduct(String name, TestInbox.Conduct conduct) {
        return new Named(name, conduct);
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("answersThatDoNotCount")
    void confirmsNothingOnAnAnswerThat(String failure, Named bad) throws IOException {
        TestInbox inbox = open(bad.conduct());
        approve(HCMC, "hcmc", "DELIVER", inbox);

        String delivery = send(Letters.send());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(lastFailure(HCMC)).startsWith(failure));
        assertThat(count("select count(*) from confirmation where delivery_id = '" + delivery + "'"))
                .isZero();
        assertThat(chain(delivery)).startsWith("Served", "LeaseEnded");

        inbox.becomes(agency.signing(hcmc()));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(state(delivery)).startsWith("TAKEN"));
        assertThat(agency.documents(delivery))
                .singleElement()
                .satisfies(pushed -> assertThat(pushed.delivery().attempt()).isGreaterThan(1));
        assertThat(agency.words())
                .as("content goes to a failed inbox only after it has answered")
                .isNotEmpty();
        assertThat(lastFailure(HCMC)).isEmpty();
    }

    @Test
    void confirmsNothingOnAnAnswerToAnotherRequest() throws IOException {
        List<byte[]> first = new ArrayList<>();
        TestInbox inbox = open(agency.signing(hcmc(), answer -> {
            first.add(answer);
            return answer;
        }));
        approve(HCMC, "hcmc", "DELIVER", inbox);
        awaitState(send(Letters.send()), "TAKEN 1");
        inbox.becomes(TestInbox.says(TestInbox.xml(first.get(0))));

        String delivery = send(Letters.send());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(lastFailure(HCMC)).startsWith("NotBound"));
        assertThat(state(delivery)).doesNotStartWith("TAKEN");
    }

    @Test
    void confirmsNothingWhenADigestDiffers() throws IOException {
        SendDocument letter = Letters.send(Letters.File.inline("cv-1", PDF));
        approve(HCMC, "hcmc", "DELIVER", open(new LyingInbox(BUS.keys(), hcmc())::answer));

        String delivery = send(letter);

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(lastFailure(HCMC)).isEqualTo("NotConfirmed: ConfirmMismatch"));
        assertThat(state(delivery)).doesNotStartWith("TAKEN");
    }

    @Test
    void followsNoRedirect() throws IOException {
        TestInbox elsewhere = open(agency.signing(hcmc()));
        TestInbox inbox =
                open(TestInbox.says(TestInbox.http(307, "Location: " + elsewhere.address() + "\r\n", new byte[0])));
        approve(HCMC, "hcmc", "DELIVER", inbox);

        send(Letters.send());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(lastFailure(HCMC)).isEqualTo("NoAnswer: HTTP 307"));
        assertThat(elsewhere.requests()).isEmpty();
    }

    @Test
    void bringsNothingToASystemThatMayNotReceive() throws IOException {
        TestInbox inbox = open(agency.signing(BUS.keys().vpcp()));
        approve(HCMC, "vpcp", "DELIVER", inbox);

        String delivery = send(Letters.send());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(lastFailure(HCMC)).startsWith("NotAuthorised"));
        assertThat(inbox.requests()).isEmpty();
        assertThat(state(delivery)).isEqualTo("WAITING 1");
    }

    @Test
    void waitsForNobodyWhileAnInboxHangs() throws IOException, InterruptedException {
        CountDownLatch othersDone = new CountDownLatch(1);
        TestInbox dead = open((request, out) -> {
            try {
                othersDone.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        approve(QUANG_NINH, "regional", "DELIVER", dead);
        approve(HCMC, "hcmc", "DELIVER", open(agency.signing(hcmc())));
        String hanging = send(Letters.sendTo(List.of(QUANG_NINH)));
        await().atMost(Duration.ofSeconds(60)).until(() -> !dead.requests().isEmpty());

        List<String> others = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            others.add(send(Letters.send()));
        }

        others.forEach(delivery -> awaitState(delivery, "TAKEN 1"));
        assertThat(state(hanging)).doesNotStartWith("TAKEN");
        othersDone.countDown();
    }

    @Test
    void putsADeliveryAsideThatCanThenOnlyBePulledUntilRetry() throws IOException {
        TestInbox inbox = open((request, out) -> {
            boolean word = new String(request, StandardCharsets.UTF_8).contains("NotifyWaiting");
            if (word) {
                agency.signing(hcmc()).answer(request, out);
            } else {
                out.write(TestInbox.http(503, "", new byte[0]));
            }
        });
        approve(HCMC, "hcmc", "DELIVER", inbox);
        String delivery = send(Letters.send());

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(desk().list()).singleElement().satisfies(line -> {
                    assertThat(line.putAside()).isEqualTo(1);
                    assertThat(line.alarmAt()).isPresent();
                    assertThat(line.lastFailure()).hasValue("NoAnswer: HTTP 503");
                }));
        assertThat(state(delivery)).isEqualTo("WAITING " + (MOST_PUSHES + 1));

        inbox.becomes(agency.signing(hcmc()));
        assertThat(desk().retry(HCMC)).hasValue(1);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(state(delivery)).isEqualTo("TAKEN " + (MOST_PUSHES + 1)));
        assertThat(desk().list().get(0).alarmAt()).isEmpty();
    }

    @Test
    void bringsWordOnceForManyAndTheAgencyPulls() throws IOException {
        TestInbox inbox = open(agency.signing(hcmc()));
        approve(HCMC, "hcmc", "NOTIFY", inbox);
        desk().suspend(HCMC);
        for (int n = 0; n < 5; n++) {
            send(Letters.send());
        }

        desk().retry(HCMC);

        await().atMost(Duration.ofSeconds(60)).until(() -> !agency.words().isEmpty());
        assertThat(agency.words().get(0)).isEqualTo(5);
        assertThat(agency.documents()).isEmpty();
        assertThat(poll()).isNotEmpty();
    }

    @Test
    void stopsAtAnOperatorsWord() throws IOException {
        TestInbox inbox = open(agency.signing(hcmc()));
        approve(HCMC, "hcmc", "DELIVER", inbox);
        assertThat(desk().suspend(HCMC)).isTrue();
        assertThat(desk().suspend(QUANG_NINH)).isFalse();
        approve(
                QUANG_NINH,
                "regional",
                "DELIVER",
                open(agency.signing(BUS.keys().regional())));

        String stopped = send(Letters.send());
        awaitState(send(Letters.sendTo(List.of(QUANG_NINH))), "TAKEN 1");

        assertThat(inbox.requests()).isEmpty();
        assertThat(state(stopped)).isEqualTo("WAITING 1");
    }

    @Test
    void letsPollersAndCourierRaceForOneOutcomeEach() throws IOException, InterruptedException {
        approve(HCMC, "hcmc", "DELIVER", open(agency.signing(hcmc())));
        Map<String, Integer> pulled = new ConcurrentHashMap<>();
        List<String> sent = new ArrayList<>();
        Thread poller = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                pull(pulled);
            }
        });
        Instant begun = new DatabaseClock(BUS.database()).instant();
        poller.start();
        for (int n = 0; n < 25; n++) {
            sent.add(send(Letters.send()));
        }

        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(sent)
                .allSatisfy(delivery -> assertThat(state(delivery)).startsWith("TAKEN")));
        poller.interrupt();
        poller.join(TimeUnit.SECONDS.toMillis(30));

        assertThat(sent).allSatisfy(delivery -> {
            assertThat(chain(delivery)).filteredOn("Taken"::equals).hasSize(1);
            int times = pulled.getOrDefault(delivery, 0)
                    + agency.documents(delivery).size();
            assertThat(times).as("brought or pulled, never both").isEqualTo(1);
        });
        assertThat(new Conservation(BUS.database())
                        .of(begun, begun.plusSeconds(3600))
                        .holds())
                .isTrue();
    }

    private void pull(Map<String, Integer> pulled) {
        try {
            TestAgency hcmc = BUS.agency("hcmc");
            for (WaitingDelivery leased : poll()) {
                GetDocument get = new GetDocument();
                get.setRequestContext(TestAgency.context());
                get.setDeliveryId(leased.getDeliveryId());
                var served = hcmc.call(get, GetDocumentResponse.class).getAnswer();
                hcmc.call(OperationsOverTheWireTest.confirm(leased, served), ConfirmDocumentResponse.class);
                pulled.merge(leased.getDeliveryId(), 1, Integer::sum);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<WaitingDelivery> poll() throws IOException {
        ReceiveDocuments receive = new ReceiveDocuments();
        receive.setRequestContext(TestAgency.context());
        receive.setMax(1);
        receive.setWaitSeconds(1);
        return BUS.agency("hcmc")
                .call(receive, ReceiveDocumentsResponse.class)
                .getAnswer()
                .getDelivery();
    }

    private static SigningKey hcmc() {
        return BUS.keys().hcmc();
    }

    private TestInbox open(TestInbox.Conduct conduct) throws IOException {
        TestInbox inbox = new TestInbox(conduct);
        inboxes.add(inbox);
        return inbox;
    }

    private static void approve(OrganId organ, String system, String mode, TestInbox inbox) {
        jdbc().sql("""
                        insert into inbox (organ_id, system_id, url, mode, state, since, next_at, claimed_until)
                        values (:organ, :system, :url, :mode, 'APPROVED', now(), now(), now())""")
                .param("organ", organ.value())
                .param("system", system)
                .param("url", inbox.address().toString())
                .param("mode", mode)
                .update();
    }

    private static String send(SendDocument letter) throws IOException {
        return BUS.agency("vpcp")
                .call(letter, SendDocumentResponse.class)
                .getAnswer()
                .getReceipt()
                .getRecipient()
                .get(0)
                .getDeliveryId();
    }

    private static void awaitState(String delivery, String state) {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(state(delivery)).isEqualTo(state));
    }

    private static String state(String delivery) {
        return jdbc().sql("select state || ' ' || attempt from delivery where delivery_id = cast(:id as uuid)")
                .param("id", delivery)
                .query(String.class)
                .single();
    }

    private static String lastFailure(OrganId organ) {
        return jdbc().sql("select coalesce(last_failure, '') from inbox where organ_id = :organ")
                .param("organ", organ.value())
                .query(String.class)
                .single();
    }

    private static List<String> chain(String delivery) {
        return jdbc().sql("select kind from event where delivery_id = cast(:id as uuid) order by seq")
                .param("id", delivery)
                .query(String.class)
                .list();
    }

    private static long count(String sql) {
        return jdbc().sql(sql).query(Long.class).single();
    }

    private static JdbcClient jdbc() {
        return JdbcClient.create(BUS.database());
    }

    private static InboxDesk desk() {
        return new InboxDesk(BUS.database(), new DatabaseClock(BUS.database()));
    }

    private static byte[] unsigned(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8);
        return text.replaceAll("(?s)<soap:Header.*</soap:Header>", "").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] changed(byte[] answer, String from, String to) {
        return new String(answer, StandardCharsets.UTF_8).replace(from, to).getBytes(StandardCharsets.UTF_8);
    }

    private static void endless(byte[] request, OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 .\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        byte[] chunk = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        while (true) {
            out.write(chunk);
        }
    }

    private static void endlessHeaders(byte[] request, OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 .\r\n".getBytes(StandardCharsets.US_ASCII));
        while (true) {
            out.write("X-More: yes\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Always something, never all of it. */
    private static void dribble(byte[] request, OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 .\r\nContent-Type: text/xml\r\nContent-Length: 10000\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        while (true) {
            out.write(' ');
            out.flush();
            pause(Duration.ofMillis(100));
        }
    }

    private static void linger() {
        pause(Duration.ofMinutes(2));
    }

    private static void pause(Duration time) {
        try {
            boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
