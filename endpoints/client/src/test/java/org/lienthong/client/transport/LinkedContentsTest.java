package org.lienthong.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.receiving.ServedContent.Linked;
import org.lienthong.client.watch.TransferWatch;
import org.lienthong.message.identity.Digest;

class LinkedContentsTest {

    private static final byte[] CONTENT = content();

    @TempDir
    private Path folder;

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> ranges = new ArrayList<>();
    private final LinkedContents contents = new LinkedContents(BusHttp.open(Optional.empty()), Duration.ofSeconds(5));
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer secret");
            answers.remove().give(exchange);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void bringsWholeContentToItsFile() throws IOException {
        answers.add(LinkedContentsTest::whole);

        contents.fetch(link(Digest.sha256(CONTENT)), target(), TransferWatch.NONE);

        assertThat(target()).hasBinaryContent(CONTENT);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void goesOnByRangeWhereTheLinkBrokeOff() throws IOException {
        answers.add(LinkedContentsTest::firstHalf);
        answers.add(LinkedContentsTest::rest);

        assertThatThrownBy(() -> contents.fetch(link(Digest.sha256(CONTENT)), target(), TransferWatch.NONE))
                .isInstanceOf(TransportFailure.class);
        assertThat(target()).doesNotExist();
        long kept = Files.size(folder.resolve("scan.pdf.part"));
        contents.fetch(link(Digest.sha256(CONTENT)), target(), TransferWatch.NONE);

        assertThat(kept).isPositive();
        assertThat(ranges).containsExactly("null", "bytes=" + kept + "-");
        assertThat(target()).hasBinaryContent(CONTENT);
    }

    @Test
    void startsAgainWhenTheServerIgnoresTheRange() throws IOException {
        Files.write(folder.resolve("scan.pdf.part"), new byte[] {9, 9, 9});
        answers.add(LinkedContentsTest::whole);

        contents.fetch(link(Digest.sha256(CONTENT)), target(), TransferWatch.NONE);

        assertThat(target()).hasBinaryContent(CONTENT);
    }

    @Test
    void throwsContentOfAnotherDigestAway() {
        answers.add(LinkedContentsTest::whole);

        assertThatThrownBy(() -> contents.fetch(link(Digest.sha256(new byte[1])), target(), TransferWatch.NONE))
                .isInstanceOf(ContentMismatch.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takesAnErrorForAFailureOfTransport() {
        answers.add(exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });

        assertThatThrownBy(() -> contents.fetch(link(Digest.sha256(CONTENT)), target(), TransferWatch.NONE))
                .isInstanceOf(TransportFailure.class)
                .hasMessageContaining("403")
                .hasMessageNotContaining("secret");
        assertThat(target()).doesNotExist();
    }

    private Path target() {
        return folder.resolve("scan.pdf");
    }

    private Linked link(Digest digest) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/content/1");
        return new Linked(CONTENT.length, digest, url, "secret", Instant.EPOCH);
    }

    private static void whole(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, CONTENT.length);
        exchange.getResponseBody().write(CONTENT);
        exchange.close();
    }

    private static void firstHalf(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, CONTENT.length);
        exchange.getResponseBody().write(CONTENT, 0, CONTENT.length / 2);
        exchange.getResponseBody().flush();
        throw new IOException("the link breaks off");
    }

    private static void rest(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + from + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
        exchange.sendResponseHeaders(206, CONTENT.length - from);
        exchange.getResponseBody().write(Arrays.copyOfRange(CONTENT, from, CONTENT.length));
        exchange.close();
    }

    private static byte[] content() {
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        return content;
    }

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }
}
