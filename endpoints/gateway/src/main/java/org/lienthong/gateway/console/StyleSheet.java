package org.lienthong.gateway.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** {@code GET /console.css}: the look of every page. */
public final class StyleSheet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient byte[] css = read();

    private static byte[] read() {
        try (InputStream in = Objects.requireNonNull(StyleSheet.class.getResourceAsStream("console.css"))) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/css; charset=utf-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(css.length);
        response.getOutputStream().write(css);
    }
}
