package org.lienthong.gateway.listener;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Where a proxy ends TLS: only that proxy may come by plain HTTP, and only for a caller that came to it by TLS. */
public final class PlainHttpGuard extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient PublicAddress address;

    public PlainHttpGuard(PublicAddress address) {
        this.address = address;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.isSecure() || address.cameByTls(request)) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setHeader("Connection", "close");
        response.setContentLength(0);
    }
}
