package org.lienthong.gateway.listener;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** {@code GET /time}: {@code {"time":"2026-11-24T05:00:00.123Z"}}, unsigned: for setting a clock, not for proving one. */
public final class TimeDoor extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient InstantSource clock;

    public TimeDoor(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Json.write(response, 200, "{\"time\":\"" + clock.instant().truncatedTo(ChronoUnit.MILLIS) + "\"}");
    }

    /** Small answers in JSON. */
    static final class Json {

        private Json() {}

        static void write(HttpServletResponse response, int status, String json) throws IOException {
            byte[] bytes = (json + "\n").getBytes(StandardCharsets.UTF_8);
            response.setStatus(status);
            response.setContentType("application/json");
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}
