package org.lienthong.gateway.soap;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.lienthong.gateway.listener.PublicAddress;

/**
 * Before CXF: notes the time of the first byte, answers GET without it (a WSDL needs no signature, a wrong method no fault),
 * and after it lets go of what the request held.
 */
final class ExchangeGate extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String RECEIVED_AT = "lienthong.receivedAt";
    private static final String ARRIVAL = "lienthong.arrival";
    private static final String HELP = """
            Liên Thông: gửi SOAP bằng POST tới địa chỉ này. Send SOAP here by POST.
            WSDL: ?wsdl (SOAP 1.1), ?wsdl=soap12 (SOAP 1.2)
            """;

    private final transient InstantSource clock;
    private final transient PublicAddress address;
    private final transient Descriptions descriptions = new Descriptions();

    ExchangeGate(InstantSource clock, PublicAddress address) {
        this.clock = clock;
        this.address = address;
    }

    static Instant receivedAt(HttpServletRequest request) {
        return (Instant) request.getAttribute(RECEIVED_AT);
    }

    /** Hands over what is to be closed when the request is done with, or waits without its bytes. */
    static void release(HttpServletRequest request, Arrival arrival) {
        request.setAttribute(ARRIVAL, arrival);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(RECEIVED_AT, clock.instant());
        Optional<String> base = address.base(request);
        if (base.isEmpty()) {
            plain(response, 421, "Host?\n");
            return;
        }
        switch (request.getMethod()) {
            case "POST" -> {
                try {
                    chain.doFilter(new UnaskedBody(request), response);
                } finally {
                    if (request.getAttribute(ARRIVAL) instanceof Arrival arrival) {
                        arrival.close();
                    }
                }
            }
            case "GET", "HEAD" -> describe(request, response, base.get());
            default -> methodNotAllowed(response);
        }
    }

    private void describe(HttpServletRequest request, HttpServletResponse response, String base) throws IOException {
        Optional<byte[]> description =
                Optional.ofNullable(request.getQueryString()).flatMap(query -> descriptions.find(query, base));
        if (description.isEmpty()) {
            methodNotAllowed(response);
            return;
        }
        response.setContentType("text/xml; charset=utf-8");
        response.setContentLength(description.get().length);
        response.getOutputStream().write(description.get());
    }

    private static void methodNotAllowed(HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "POST, GET, HEAD");
        plain(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, HELP);
    }

    private static void plain(HttpServletResponse response, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
