package org.lienthong.gateway.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.OutgoingDocument;
import org.lienthong.client.tracking.Progress;
import org.lienthong.message.identity.MessageId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command line of two agencies, killed at every step that its ledger and its inbox show, and at random, and run again.
 * Meanwhile an application takes away whatever appears in the inbox.
 */
@Tag("crash")
final class ClientKillTest {

    private static final Logger LOG = LoggerFactory.getLogger(ClientKillTest.class);
    /** Letters of this step go to Ho Chi Minh City alone. */
    private static final int EVERY = 4;

    private final Letters letters = new Letters();
    private final Map<String, String> receipts = new HashMap<>();
    private final Map<String, String> arrived = new HashMap<>();
    private int kills;

    @TempDir
    private Path dir;

    private Path sender = Path.of("");
    private Path recipient = Path.of("");

    @Test
    @Timeout(900)
    void losesAndDoublesNothingHoweverTheCommandLineDies() throws Exception {
        try (CrashSite site = CrashSite.make(dir)) {
            site.start().awaitServing();
            sender = site.clientConfiguration(CrashSite.VPCP);
            recipient = site.clientConfiguration(CrashSite.HCMC);
            send();
            receive();
            assertThat(kills).as("died of it, not of its end").isGreaterThan(5);

            assertThat(arrived).as("DeliveryIds by MessageId").isEqualTo(receipts);
            for (Path config : List.of(sender, recipient)) {
                JsonObject check = run(config, List.of("check")).get(0);
                assertThat(check.number("unfinishedSends") + check.number("unfinishedTakes"))
                        .isZero();
            }
            for (String messageId : receipts.keySet()) {
                assertThat(site.client(CrashSite.VPCP)
                                .status(new MessageId(messageId))
                                .recipients())
                        .extracting(Progress::state)
                        .containsExactly(Progress.State.TAKEN);
            }
        }
        assertThat(named(sender.resolveSibling("ledger"), "receipt.xml")).hasSize(receipts.size());
        assertThat(named(recipient.resolveSibling("ledger"), "acknowledgement.xml"))
                .hasSize(receipts.size());
    }

    private void send() throws Exception {
        Path ledger = sender.resolveSibling("ledger").resolve("sent");
        List<Callable<Boolean>> moments = new ArrayList<>(List.of(
                () -> any(ledger.resolve("open"), "submission.json"),
                after(() -> any(ledger.resolve("open"), "submission.json"), 100),
                after(() -> any(ledger.resolve("open"), "submission.json"), 400),
                () -> any(ledger.resolve("open"), "receipt.xml.tmp"),
                () -> any(ledger.resolve("open"), "receipt.xml"),
                after(() -> true, 2000)));
        int number = 1;
        for (Callable<Boolean> moment : moments) {
            List<String> command = letter(number);
            number += EVERY;
            count(ClientProcess.start(sender, command).killWhen(moment), "send");
            JsonObject sent = run(sender, command).get(0);
            receipts.put(
                    sent.text("messageId"), sent.objects("recipients").get(0).text("deliveryId"));
        }
        assertThat(receipts).hasSize(moments.size());
        JsonObject again = run(sender, letter(1)).get(0);
        assertThat(again.text("result")).isEqualTo("sentBefore");
        assertThat(receipts).containsKey(again.text("messageId"));
    }

    private void receive() throws Exception {
        Path inbox = recipient.resolveSibling("inbox");
        Path open = recipient.resolveSibling("ledger").resolve("received").resolve("open");
        List<Callable<Boolean>> moments = List.of(
                () -> Files.exists(recipient.resolveSibling("ledger").resolve("received/request.json")),
                () -> !children(inbox.resolve(".incoming")).isEmpty(),
                () -> any(open, "delivery.json"),
                () -> !placed(inbox).isEmpty(),
                () -> any(open, "acknowledgement.xml"),
                after(() -> any(open, "delivery.json"), 100),
                after(() -> true, 2500));
        List<String> command = List.of("receive", "--into", inbox.toString());
        for (Callable<Boolean> moment : moments) {
            count(ClientProcess.start(recipient, command).killWhen(moment), "receive");
            consume(inbox);
        }
        run(recipient, command);
        consume(inbox);
        assertThat(run(recipient, command)).as("nothing waits any more").isEmpty();
        assertThat(placed(inbox)).isEmpty();
    }

    /** What an agency's own system does: it takes the folder away, and would notice the same document twice. */
    private void consume(Path inbox) throws IOException {
        for (Path delivery : placed(inbox)) {
            JsonObject told = JsonObject.read(Files.readAllBytes(delivery.resolve("delivery.json")));
            assertThat(delivery.resolve(told.objects("attachments").get(0).text("file")))
                    .isNotEmptyFile();
            assertThat(arrived.put(told.text("messageId"), told.text("deliveryId")))
                    .as("placed twice")
                    .isNull();
            Files.move(
                    delivery,
                    Files.createDirectories(dir.resolve("application")).resolve(delivery.getFileName()));
        }
    }

    private List<String> letter(int number) throws IOException {
        OutgoingDocument letter = letters.letter(number);
        OutgoingAttachment file = letter.attachments().get(0);
        Path folder = Files.createDirectories(dir.resolve("letters"));
        Path edxml = Files.write(folder.resolve(number + ".edxml"), letter.edxml());
        Path scan = folder.resolve(number + ".bin");
        try (InputStream content = file.open()) {
            Files.write(scan, content.readAllBytes());
        }
        return List.of("send", edxml.toString(), "--attach", file.contentId() + "=" + scan);
    }

    private static List<JsonObject> run(Path config, List<String> command) throws Exception {
        return ClientProcess.start(config, command).results();
    }

    private void count(boolean killed, String what) {
        kills += killed ? 1 : 0;
        LOG.info("{}: {}", what, killed ? "killed" : "had come to its end");
    }

    /** A moment, and a random while longer. */
    private static Callable<Boolean> after(Callable<Boolean> moment, int atMostMillis) {
        long longer = ThreadLocalRandom.current().nextLong(1, atMostMillis) * 1_000_000;
        long[] seen = {0};
        return () -> {
            if (seen[0] == 0 && moment.call()) {
                seen[0] = System.nanoTime();
            }
            return seen[0] != 0 && System.nanoTime() - seen[0] >= longer;
        };
    }

    private static boolean any(Path folder, String name) throws IOException {
        return children(folder).stream().anyMatch(one -> Files.exists(one.resolve(name)));
    }

    private static List<Path> placed(Path inbox) throws IOException {
        return children(inbox).stream()
                .filter(one -> !one.getFileName().toString().startsWith("."))
                .toList();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        } catch (NoSuchFileException notYet) {
            return List.of();
        }
    }

    private static List<Path> named(Path folder, String name) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(one -> one.endsWith(name)).toList();
        }
    }
}
