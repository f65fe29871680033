package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.gateway.assembly.RunningBus;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.lienthong.gateway.configuration.GatewayConfiguration;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.PushedAgency;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.gateway.testing.TestInbox;
import org.lienthong.gateway.testing.TestKeys;
import org.lienthong.xsd.exchange.SendDocumentResponse;

class PushRestartTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @TempDir
    Path folder;

    private final TestKeys keys = new TestKeys();
    private final PushedAgency agency = new PushedAgency(keys);

    /** The bus dies between the agency's answer and its commit, at the agency's first answer. */
    @Test
    void bringsTheSameDeliveryAgainAfterItDiedBeforeTheCommit() throws IOException {
        AtomicInteger kept = new AtomicInteger();
        Passage deadly = step -> {
            if (step == Passage.Step.CONFIRMATION_KEPT && kept.incrementAndGet() == 1) {
                throw new IllegalStateException("dies here");
            }
        };
        try (TestInbox inbox = new TestInbox(agency.signing(keys.hcmc()))) {
            GatewayConfiguration configuration = configuration(inbox);
            String delivery;
            try (RunningBus bus = RunningBus.start(configuration, deadly)) {
                delivery = new TestAgency(bus.port(), keys, keys.vpcp())
                        .call(Letters.send(), SendDocumentResponse.class)
                        .getAnswer()
                        .getReceipt()
                        .getRecipient()
                        .get(0)
                        .getDeliveryId();
                await().atMost(Duration.ofSeconds(60)).until(() -> kept.get() == 1);
            }
            assertThat(state(delivery)).isEqualTo("SERVED 1");
            DATABASE.jdbc().sql("update delivery set lease_end = now()").update();
            DATABASE.jdbc()
                    .sql("update inbox set claimed_until = now(), next_at = now()")
                    .update();
            DATABASE.jdbc().sql("update push set next_at = now()").update();

            try (RunningBus again = RunningBus.start(configuration)) {
                await().atMost(Duration.ofSeconds(90))
                        .untilAsserted(() -> assertThat(state(delivery)).isEqualTo("TAKEN 2"));
                assertThat(again.port()).isPositive();
            }
            assertThat(agency.documents(delivery))
                    .extracting(pushed -> pushed.delivery().attempt())
                    .containsExactly(1, 2);
            assertThat(DATABASE.jdbc()
                            .sql("select kind from event where delivery_id = cast(:id as uuid) order by seq")
                            .param("id", delivery)
                            .query(String.class)
                            .list())
                    .containsExactly("Served", "LeaseEnded", "Served", "Taken");
        }
    }

    private GatewayConfiguration configuration(TestInbox inbox) throws IOException {
        keys.write(folder);
        Files.writeString(
                folder.resolve("directory/inboxes.csv"),
                "organ_id,system_id,url,mode,state\nH29,hcmc," + inbox.address() + ",DELIVER,APPROVED\n");
        List<String> lines = new ArrayList<>(TestKeys.settings(folder));
        lines.addAll(List.of(
                "profile=sandbox",
                "database.url=" + DATABASE.url(),
                "database.user=" + DATABASE.user(),
                "database.password=" + DATABASE.password(),
                "push.allow=127.0.0.1",
                "push.address=http://127.0.0.1:1",
                "push.first-pause=100ms",
                "push.every=50ms"));
        return ConfigurationFile.read(Files.write(folder.resolve("bus.properties"), lines));
    }

    private static String state(String delivery) {
        return DATABASE.jdbc()
                .sql("select state || ' ' || attempt from delivery where delivery_id = cast(:id as uuid)")
                .param("id", delivery)
                .query(String.class)
                .single();
    }
}
