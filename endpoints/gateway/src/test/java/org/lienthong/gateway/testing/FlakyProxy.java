package org.lienthong.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A bad line to the bus: breaks every connection after so many bytes of the caller. */
public final class FlakyProxy implements AutoCloseable {

    private final ServerSocket door;
    private final int bus;
    private final int bytes;
    private final AtomicInteger broken = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(run -> {
        Thread daemon = new Thread(run, "flaky proxy");
        daemon.setDaemon(true);
        return daemon;
    });

    public FlakyProxy(int bus, int bytes) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.bus = bus;
        this.bytes = bytes;
        Future<?> unused = threads.submit(this::serve);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** @return connections broken so far */
    public int broken() {
        return broken.get();
    }

    private void serve() {
        try {
            while (true) {
                Socket caller = door.accept();
                Future<?> unused = threads.submit(() -> carry(caller));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void carry(Socket caller) {
        try (caller;
                Socket onward = new Socket(InetAddress.getLoopbackAddress(), bus)) {
            Future<?> unused = threads.submit(() -> answer(onward, caller));
            InputStream in = caller.getInputStream();
            OutputStream out = onward.getOutputStream();
            byte[] buffer = new byte[16384];
            int carried = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                carried += count;
                if (carried > bytes) {
                    broken.incrementAndGet();
                    return;
                }
            }
        } catch (IOException eitherSideEnded) {
            // as lines do
        }
    }

    private static void answer(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException eitherSideEnded) {
            // as lines do
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
