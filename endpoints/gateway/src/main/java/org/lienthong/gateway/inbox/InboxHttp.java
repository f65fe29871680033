package org.lienthong.gateway.inbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.lienthong.exchange.courier.PushFailedException;
import org.lienthong.exchange.courier.PushFailure;

/**
 * One POST on one connection, by hand: the JDK's client resolves a name by itself, between a check and its connecting the
 * name may have moved. Here the address that was checked is the address that is connected to. No redirects, no proxies, no
 * cookies; at the end of its time the connection is closed under whoever still reads or writes.
 */
public final class InboxHttp implements AutoCloseable {

    /** Tried one after another, each for the time of connecting. */
    private static final int MOST_ADDRESSES = 3;

    private final AllowedAddresses allowed;
    private final InboxTls tls;
    private final Resolver resolver;
    private final Limits limits;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(daemon("inbox-watch"));
    private final ExecutorService resolving = Executors.newCachedThreadPool(daemon("inbox-names"));

    public InboxHttp(AllowedAddresses allowed, InboxTls tls, Resolver resolver, Limits limits) {
        this.allowed = allowed;
        this.tls = tls;
        this.resolver = resolver;
        this.limits = limits;
    }

    /** Finds every address of a host. */
    @FunctionalInterface
    public interface Resolver {

        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** @param answer bytes of an answer's body */
    public record Limits(Duration connect, Duration call, int answer) {}

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** @throws PushFailedException AddressRefused, Unreachable, TimedOut, TooLarge, NoAnswer, Fault */
    public HttpAnswer post(URI address, String soapAction, byte[] body) {
        long end = System.nanoTime() + limits.call().toNanos();
        List<InetAddress> found = resolve(address.getHost(), end);
        allowed.require(address, found);
        AtomicBoolean late = new AtomicBoolean();
        try (Socket plain = connect(found, port(address))) {
            Future<?> alarm = watch.schedule(() -> cut(plain, late), end - System.nanoTime(), TimeUnit.NANOSECONDS);
            try {
                return exchange(plain, address, soapAction, body);
            } finally {
                alarm.cancel(false);
            }
        } catch (SocketTimeoutException timedOut) {
            throw timedOut(timedOut);
        } catch (IOException broken) {
            if (late.get()) {
                throw timedOut(broken);
            }
            throw new PushFailedException(PushFailure.UNREACHABLE, String.valueOf(broken.getMessage()), broken);
        }
    }

    private List<InetAddress> resolve(String host, long end) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        Future<InetAddress[]> found = resolving.submit(() -> resolver.all(bare));
        try {
            return List.of(found.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException unknown) {
            throw new PushFailedException(PushFailure.UNREACHABLE, host + " is unknown", unknown);
        } catch (TimeoutException slow) {
            found.cancel(true);
            throw timedOut(slow);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PushFailedException(PushFailure.UNREACHABLE, "interrupted", stopped);
        }
    }

    private Socket connect(List<InetAddress> found, int port) throws IOException {
        IOException last = new IOException("no address");
        for (InetAddress one : found.subList(0, Math.min(found.size(), MOST_ADDRESSES))) {
            Socket socket = new Socket();
            try {
                socket.connect(
                        new InetSocketAddress(one, port), (int) limits.connect().toMillis());
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException next) {
                socket.close();
                last = next;
            }
        }
        throw last;
    }

    private HttpAnswer exchange(Socket plain, URI address, String soapAction, byte[] body) throws IOException {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        Socket socket = secure ? tls.over(plain, address.getHost(), port(address)) : plain;
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String head = "POST " + path + query + " HTTP/1.1\r\nHost: " + address.getRawAuthority()
                + "\r\nContent-Type: text/xml; charset=utf-8\r\nAccept: text/xml\r\nSOAPAction: \"" + soapAction
                + "\"\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return new AnswerReader(new BufferedInputStream(socket.getInputStream()), limits.answer()).read();
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    /** Closing the plain socket ends reads and writes on the TLS one, too. */
    private static void cut(Socket socket, AtomicBoolean late) {
        late.set(true);
        try {
            socket.close();
        } catch (IOException gone) {
            // what was wanted
        }
    }

    private PushFailedException timedOut(Exception cause) {
        return new PushFailedException(PushFailure.TIMED_OUT, "no answer within " + limits.call(), cause);
    }

    @Override
    public void close() {
        watch.shutdownNow();
        resolving.shutdownNow();
    }
}
