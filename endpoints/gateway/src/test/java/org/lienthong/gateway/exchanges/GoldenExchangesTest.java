package org.lienthong.gateway.exchanges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.message.refusal.RefusalCode;

class GoldenExchangesTest {

    /** Codes that no exchange can show, and why. */
    private static final Map<String, String> EXEMPT = Map.of(
            "InternalError", "no request brings about a fault of the bus itself: InternalErrorOverTheWireTest does",
            "TlsMismatch", "a text has no connection of its own: MutualTlsOverTheWireTest has");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    @TestFactory
    Stream<DynamicTest> everyMisbehaviourGetsItsAnswer() throws IOException {
        return files().stream()
                .map(GoldenExchange::read)
                .map(exchange ->
                        DynamicTest.dynamicTest(exchange.name() + ": " + exchange.prose(), () -> run(exchange)));
    }

    @Test
    void everyFaultCodeHasAGoldenExchange() throws IOException {
        Set<String> shown = files().stream()
                .flatMap(file -> GoldenExchange.read(file).steps().stream())
                .flatMap(GoldenExchange.Step::codes)
                .collect(Collectors.toSet());

        assertThat(Arrays.stream(RefusalCode.values()).map(RefusalCode::wire).filter(code -> !shown.contains(code)))
                .containsExactlyInAnyOrderElementsOf(EXEMPT.keySet());
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(SentExchange.FOLDER)) {
            return all.filter(file -> file.toString().endsWith(".exchange"))
                    .sorted()
                    .toList();
        }
    }

    private static void run(GoldenExchange exchange) throws IOException {
        if (exchange.configuration().isEmpty()) {
            run(exchange, BUS);
        } else {
            BUS.differing(exchange.configuration(), other -> run(exchange, other));
        }
    }

    private static void run(GoldenExchange exchange, BusExtension bus) throws IOException {
        Places places = new Places();
        for (GoldenExchange.Step step : exchange.steps()) {
            Optional<String> wanted = step.one("until");
            if (wanted.isPresent()) {
                await(step.prose()).atMost(PATIENCE).until(() -> once(step, places, bus)
                        .contains(places.fill(wanted.get())));
            } else {
                once(step, places, bus);
            }
        }
    }

    /** @return the text of the answer, which was as the step demands */
    private static String once(GoldenExchange.Step step, Places places, BusExtension bus) throws IOException {
        SentExchange sent = new SentExchange(step, places, bus);
        byte[] root = step.one("body").isPresent() ? new byte[0] : sent.root();
        RawHttp.Response response = sent.send(root);
        new ExpectedAnswer(step, places).judge(response, root, bus);
        return response.text();
    }
}
