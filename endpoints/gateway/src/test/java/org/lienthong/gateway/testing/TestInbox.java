package org.lienthong.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An agency's inbox by hand: reads each request whole and answers exactly the bytes that its conduct writes. */
public final class TestInbox implements AutoCloseable {

    private final ServerSocket server;
    private final List<byte[]> requests = new CopyOnWriteArrayList<>();
    private volatile Conduct conduct;

    public TestInbox(Conduct conduct) throws IOException {
        this.conduct = conduct;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** How it answers one request; the connection closes when this returns. */
    @FunctionalInterface
    public interface Conduct {

        void answer(byte[] request, OutputStream out) throws IOException;
    }

    public static Conduct says(byte[] response) {
        return (request, out) -> out.write(response);
    }

    public static byte[] http(int status, String headers, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(("HTTP/1.1 " + status + " .\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    public static byte[] xml(byte[] body) {
        return http(200, "Content-Type: text/xml; charset=utf-8\r\n", body);
    }

    public void becomes(Conduct other) {
        conduct = other;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/inbox");
    }

    /** @return the envelopes that came, in their order */
    public List<byte[]> requests() {
        return requests;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            byte[] request = read(socket.getInputStream());
            requests.add(request);
            conduct.answer(request, socket.getOutputStream());
            socket.getOutputStream().flush();
        } catch (IOException gone) {
            // the bus has had enough of it
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        String length = head.toString(StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("(?s).*content-length: ([0-9]+).*", "$1");
        return in.readNBytes(Integer.parseInt(length));
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "test-inbox");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
