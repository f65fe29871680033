package org.lienthong.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.postgres.EmbeddedPostgres;
import org.lienthong.gateway.assembly.RunningBus;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.gateway.testing.TestKeys;
import org.lienthong.xsd.exchange.ReceiveDocuments;
import org.lienthong.xsd.exchange.ReceiveDocumentsAnswer;
import org.lienthong.xsd.exchange.ReceiveDocumentsResponse;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.types.WaitingDelivery;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** The commands as an operator runs them beside {@code serve}, everything embedded. */
class OperatorCommandsTest {

    @TempDir
    Path folder;

    private final TestKeys keys = new TestKeys();
    private Path config = Path.of("");

    @BeforeEach
    void configure() throws IOException {
        keys.write(folder);
        List<String> settings = new ArrayList<>(TestKeys.settings(folder));
        settings.add("profile=sandbox");
        config = Files.write(folder.resolve("bus.properties"), settings);
    }

    @Test
    void bringsBackWhatALostJournalHeld() throws IOException {
        String delivery;
        try (RunningBus bus = start()) {
            delivery = agency(bus, "vpcp")
                    .call(Letters.send(), SendDocumentResponse.class)
                    .getAnswer()
                    .getReceipt()
                    .getRecipient()
                    .get(0)
                    .getDeliveryId();
            assertThat(poll(bus, 0, 10).getWaitingCount()).isEqualTo(1);
        }
        FileSystemUtils.deleteRecursively(folder.resolve("data/broker"));
        try (RunningBus bus = start()) {
            ReceiveDocumentsAnswer stranded = poll(bus, 1, 2);
            assertThat(stranded.getWaitingCount()).isEqualTo(1);
            assertThat(stranded.getDelivery()).isEmpty();
        }

        Said said = run("rebuild-queues");

        assertThat(said.exit()).isZero();
        assertThat(said.text()).contains("1 deliveries queued again");
        try (RunningBus bus = start()) {
            assertThat(poll(bus, 1, 10).getDelivery())
                    .extracting(WaitingDelivery::getDeliveryId)
                    .containsExactly(delivery);
        }
    }

    @Test
    void drawsTheBooksOfWhatWasSent() throws IOException {
        try (RunningBus bus = start()) {
            agency(bus, "vpcp").call(Letters.send(), SendDocumentResponse.class);
        }
        Said balanced = run("conservation");

        assertThat(balanced.exit()).isZero();
        assertThat(balanced.text()).containsPattern("open +1\\R").contains("the books balance");

        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("data/postgres"))) {
            JdbcClient.create(new DriverManagerDataSource(postgres.jdbcUrl(), postgres.user(), postgres.password()))
                    .sql("delete from delivery")
                    .update();
        }
        Said unbalanced = run("conservation");

        assertThat(unbalanced.exit()).isEqualTo(1);
        assertThat(unbalanced.text()).contains("RecipientLost", "1 promised, 0 deliveries", "DO NOT BALANCE");
    }

    private record Said(int exit, String text) {}

    private Said run(String command) {
        StringWriter said = new StringWriter();
        int exit = Lienthong.commandLine()
                .setOut(new PrintWriter(said, true))
                .execute(command, "--config", config.toString());
        return new Said(exit, said.toString());
    }

    private RunningBus start() {
        return RunningBus.start(ConfigurationFile.read(config));
    }

    private TestAgency agency(RunningBus bus, String system) {
        return new TestAgency(bus.port(), keys, keys.named(system));
    }

    private ReceiveDocumentsAnswer poll(RunningBus bus, int most, int seconds) throws IOException {
        ReceiveDocuments receive = new ReceiveDocuments();
        receive.setRequestContext(TestAgency.context());
        receive.setMax(most);
        receive.setWaitSeconds(seconds);
        return agency(bus, "hcmc").call(receive, ReceiveDocumentsResponse.class).getAnswer();
    }
}
