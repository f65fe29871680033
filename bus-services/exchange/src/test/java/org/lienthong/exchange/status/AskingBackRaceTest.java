package org.lienthong.exchange.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.delivery.Deliveries;
import org.lienthong.exchange.delivery.DeliverySettings;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.exchange.delivery.ServeRequest;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.relay.BrokerLink;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.replay.SignedRequest;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.WaitingDocuments.Sent;
import org.lienthong.message.edxml.StatusCode;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.refusal.RefusedException;

/** The sender wants a document back in the very moment in which its recipient fetches it. */
final class AskingBackRaceTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path folder;

    @RepeatedTest(5)
    void eitherTheRecipientHasItAndIsAskedOrItNeverGetsIt() throws Exception {
        StatusBench bench = new StatusBench(DATABASE, folder);
        try (BrokerLink broker = new BrokerLink(BROKER.connections())) {
            Deliveries deliveries = deliveries(bench, broker);
            for (int round = 0; round < 6; round++) {
                Sent sent = bench.sent(DeliveryState.LEASED, false);
                long before = bench.count("notice");
                StatusSubmission ask = bench.say(StatusCode.ASKED_BACK, sent).build();
                ServeRequest fetch = new ServeRequest(call(bench), Set.of(StatusBench.HCMC), sent.delivery());

                List<Boolean> done = Race.run(
                        2,
                        List.<Supplier<Object>>of(() -> bench.accept.accept(ask), () -> deliveries.serve(fetch)),
                        AskingBackRaceTest::succeeds);

                assertThat(done.get(0)).as("a 13 is never out of place here").isTrue();
                boolean served = done.get(1);
                assertThat(bench.state(sent.delivery())).isEqualTo(served ? "SERVED" : "RECALLED");
                assertThat(bench.notices().subList((int) before, bench.notices().size()))
                        .containsExactly(served ? "STATUS H29" : "RECALLED G22");
                assertThat(bench.chain(sent.delivery()))
                        .containsExactlyElementsOf(
                                served
                                        ? List.of("Accepted", "Requested", "Served", "Status")
                                        : List.of("Accepted", "Status", "Recalled"));
            }
        }
    }

    private static boolean succeeds(Supplier<Object> work) {
        try {
            return work.get() != null;
        } catch (RefusedException refused) {
            return false;
        }
    }

    private static Deliveries deliveries(StatusBench bench, BrokerLink broker) {
        return new Deliveries(
                new Deliveries.Surroundings(
                        DATABASE.dataSource(),
                        broker,
                        new EventBook(DATABASE.dataSource(), new SecureRandom()),
                        new ReplayGuard(DATABASE.dataSource()),
                        new NoticeBook(DATABASE.dataSource(), organs -> {}),
                        bench.clock),
                new SimpleMeterRegistry(),
                () -> {},
                DeliverySettings.ofTheProfile(),
                Passage.UNWATCHED);
    }

    private static SignedRequest call(StatusBench bench) {
        return new SignedRequest(
                new SystemId("hcmc"),
                new RequestId(UUID.randomUUID().toString()),
                bench.clock.instant(),
                "GetDocument",
                Digest.sha256(new byte[] {1}),
                bench.clock.instant());
    }
}
