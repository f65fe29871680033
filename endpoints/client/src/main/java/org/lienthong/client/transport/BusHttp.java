package org.lienthong.client.transport;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.lienthong.client.failure.TransportFailure;

/**
 * HTTP/1.1 to one bus. No redirects: an answer comes from where it was asked for. Every call ends within its time, the
 * reading of the answer included.
 */
public final class BusHttp {

    /** Largest answer read into memory: edXML and inline content of one document, in base64, with room to spare. */
    static final int ANSWER_LIMIT = 48 * 1024 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient http;

    private BusHttp(HttpClient http) {
        this.http = http;
    }

    /** @param tls whom to trust for https; the JDK's own anchors if empty */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static BusHttp open(Optional<SSLContext> tls) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        tls.ifPresent(builder::sslContext);
        return new BusHttp(builder.build());
    }

    /**
     * @param soapAction absent for SOAP 1.2, which carries it in the Content-Type
     * @throws TransportFailure if no whole answer came in time
     */
    public HttpReply post(
            URI address, String contentType, Optional<String> soapAction, BodyPublisher body, Duration within) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", contentType)
                .header("Accept", "text/xml, application/soap+xml")
                .POST(body);
        soapAction.ifPresent(action -> request.header("SOAPAction", "\"" + action + "\""));
        HttpResponse<byte[]> answer = send(request.build(), LimitedBody.ofAtMost(ANSWER_LIMIT), within);
        return new HttpReply(answer.statusCode(), answer.headers().firstValue("Content-Type"), answer.body());
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler, Duration within) {
        return await(request, http.sendAsync(request, handler), () -> 0, within);
    }

    /** @param progress grows while the answer comes in; a {@code stall} without growth ends the call */
    <T> HttpResponse<T> sendWhileMoving(
            HttpRequest request, BodyHandler<T> handler, LongSupplier progress, Duration stall) {
        return await(request, http.sendAsync(request, handler), progress, stall);
    }

    private static <T> HttpResponse<T> await(
            HttpRequest request, CompletableFuture<HttpResponse<T>> call, LongSupplier progress, Duration patience) {
        long seen = progress.getAsLong();
        while (true) {
            try {
                return call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                long now = progress.getAsLong();
                if (now == seen) {
                    call.cancel(true);
                    throw new TransportFailure("nothing from " + request.uri() + " within " + patience, late);
                }
                seen = now;
            } catch (InterruptedException stopped) {
                call.cancel(true);
                Thread.currentThread().interrupt();
                throw new TransportFailure("interrupted while waiting for " + request.uri(), stopped);
            } catch (ExecutionException failed) {
                throw failure(request, failed.getCause() == null ? failed : failed.getCause());
            }
        }
    }

    private static TransportFailure failure(HttpRequest request, Throwable cause) {
        if (cause instanceof TransportFailure known) {
            return known;
        }
        String message = cause.getMessage();
        String reason = cause instanceof IOException && message != null ? message : cause.toString();
        if (cause instanceof ConnectException) {
            reason = "no connection"; // the JDK says no more than its own class name
        }
        return new TransportFailure(request.uri() + ": " + reason, cause);
    }
}
