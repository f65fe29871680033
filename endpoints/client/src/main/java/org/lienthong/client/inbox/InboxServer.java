package org.lienthong.client.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.lienthong.client.soap.InboxExchange;
import org.lienthong.message.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves an agency's inbox: answers what the bus signed, and nobody else. An answer other than 200 tells the bus that nothing
 * was taken; it will come again.
 */
public final class InboxServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InboxServer.class);
    /** edXML and inline content of one document, in base64, with room to spare. */
    private static final int REQUEST_LIMIT = 48 * 1024 * 1024;

    private final HttpServer server;
    private final ExecutorService threads;
    private final InboxExchange exchange;

    private InboxServer(HttpServer server, ExecutorService threads, InboxExchange exchange) {
        this.server = server;
        this.threads = threads;
        this.exchange = exchange;
    }

    /**
     * @param address port 0: any free one
     * @param path e.g. {@code /inbox}
     * @param tls plain HTTP if empty, which a bus speaks to loopback only
     * @param threads requests at the same time
     */
    public record Settings(InetSocketAddress address, String path, Optional<SSLContext> tls, int threads) {}

    /** Serves until closed. */
    public static InboxServer start(InboxExchange exchange, Settings settings) throws IOException {
        HttpServer server = create(settings);
        ExecutorService threads = Executors.newFixedThreadPool(settings.threads(), task -> {
            Thread thread = new Thread(task, "inbox");
            thread.setDaemon(true);
            return thread;
        });
        InboxServer inbox = new InboxServer(server, threads, exchange);
        server.setExecutor(threads);
        server.createContext(settings.path(), inbox::serve);
        server.start();
        return inbox;
    }

    private static HttpServer create(Settings settings) throws IOException {
        if (settings.tls().isEmpty()) {
            return HttpServer.create(settings.address(), 0);
        }
        HttpsServer secured = HttpsServer.create(settings.address(), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(settings.tls().get()));
        return secured;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange http) throws IOException {
        try (http) {
            if (!http.getRequestMethod().equals("POST")) {
                http.sendResponseHeaders(405, -1);
                return;
            }
            byte[] request;
            try (InputStream in = http.getRequestBody()) {
                request = in.readNBytes(REQUEST_LIMIT + 1);
            }
            if (request.length > REQUEST_LIMIT) {
                http.sendResponseHeaders(413, -1);
                return;
            }
            answer(http, request);
        }
    }

    private void answer(HttpExchange http, byte[] request) throws IOException {
        byte[] answer;
        try {
            answer = exchange.answer(request);
        } catch (RefusedException notTheBus) {
            LOG.warn("A call of the inbox is refused: {}", notTheBus.getMessage());
            http.sendResponseHeaders(403, -1);
            return;
        } catch (RuntimeException notTaken) {
            LOG.error("What the bus brought was not taken; it will bring it again", notTaken);
            http.sendResponseHeaders(500, -1);
            return;
        }
        http.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
        http.sendResponseHeaders(200, answer.length);
        http.getResponseBody().write(answer);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
