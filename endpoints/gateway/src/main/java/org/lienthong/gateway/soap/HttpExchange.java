package org.lienthong.gateway.soap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.lienthong.message.wire.SoapVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The servlet's side of an exchange: what CXF has put aside, and answers written whole, with their exact length. */
record HttpExchange(HttpServletRequest request, HttpServletResponse response) {

    private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);

    static HttpExchange of(Exchange exchange) {
        Message in = exchange.getInMessage();
        return new HttpExchange(
                (HttpServletRequest) Objects.requireNonNull(in.get(AbstractHTTPDestination.HTTP_REQUEST)),
                (HttpServletResponse) Objects.requireNonNull(in.get(AbstractHTTPDestination.HTTP_RESPONSE)));
    }

    void write(int status, SoapVersion version, byte[] envelope) {
        response.setStatus(status);
        response.setContentType(version.mediaType() + "; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(envelope.length);
        send(envelope);
    }

    /** For one who has drawn too many faults: no envelope, so that nobody mistakes it for one. */
    void writeTooMany() {
        response.setStatus(429);
        response.setHeader("Retry-After", "60");
        response.setHeader("Connection", "close");
        response.setContentLength(0);
        send(new byte[0]);
    }

    private void send(byte[] bytes) {
        try {
            response.getOutputStream().write(bytes);
            response.flushBuffer();
        } catch (IOException gone) {
            LOG.info(
                    "A caller left before its answer: what was done stays done, the caller will ask again ({})",
                    gone.getMessage());
        }
    }

    /**
     * Reads and forgets what the caller is still sending, up to two bounds, so that an early fault reaches a caller that listens
     * only after it has sent everything. One that still waits for 100 Continue sends nothing: it is left alone.
     *
     * @param begun whether the body was read from before
     */
    void linger(boolean begun, long most, Duration longest) {
        if (!begun && request.getHeader("Expect") != null) {
            return;
        }
        byte[] chunk = new byte[65536];
        try {
            InputStream rest = request.getInputStream();
            long left = most;
            long deadline = System.nanoTime() + longest.toNanos();
            for (int count = 0; count >= 0 && left > 0 && deadline - System.nanoTime() > 0; left -= count) {
                count = rest.read(chunk);
            }
        } catch (IOException gone) {
            LOG.debug("A caller left after its fault", gone);
        }
    }
}
