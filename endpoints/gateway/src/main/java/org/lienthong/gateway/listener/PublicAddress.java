package org.lienthong.gateway.listener;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The address that a caller used, for the URLs in what the bus answers, and the address that a caller has. A proxy is
 * believed about both only if it was declared.
 *
 * @param hosts names that callers may use, without port; empty: any well-formed one
 * @param proxies whose X-Forwarded headers are believed
 */
public record PublicAddress(Set<String> hosts, List<AddressRange> proxies) {

    private static final Pattern HOST = Pattern.compile(
            "(?<name>[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?");

    public PublicAddress {
        hosts = Set.copyOf(hosts);
        proxies = List.copyOf(proxies);
    }

    /** @return e.g. {@code https://bus.example:8443}; empty if the Host header is malformed or names another host */
    public Optional<String> base(HttpServletRequest request) {
        Optional<String> forwardedHost = forwarded(request, "X-Forwarded-Host");
        String scheme = forwarded(request, "X-Forwarded-Proto")
                .map(value -> value.toLowerCase(Locale.ROOT))
                .filter(value -> value.equals("https") || value.equals("http"))
                .orElse(request.getScheme());
        return forwardedHost
                .or(() -> Optional.ofNullable(request.getHeader("Host")))
                .filter(this::known)
                .map(host -> scheme + "://" + host);
    }

    /** @return whether a declared proxy says that the caller reached it by TLS */
    boolean cameByTls(HttpServletRequest request) {
        return forwarded(request, "X-Forwarded-Proto")
                .filter("https"::equalsIgnoreCase)
                .isPresent();
    }

    /** @return the IP address of the caller, or of the last proxy that was not declared */
    public String peer(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        return forwarded(request, "X-Forwarded-For")
                .map(list -> list.substring(list.lastIndexOf(',') + 1).strip())
                .filter(address -> !address.isEmpty() && address.length() < 64)
                .orElse(peer);
    }

    private Optional<String> forwarded(HttpServletRequest request, String header) {
        boolean believed = proxies.stream().anyMatch(range -> range.holds(request.getRemoteAddr()));
        return believed ? Optional.ofNullable(request.getHeader(header)).map(String::strip) : Optional.empty();
    }

    private boolean known(String host) {
        var shape = HOST.matcher(host);
        return shape.matches()
                && (hosts.isEmpty() || hosts.contains(shape.group("name").toLowerCase(Locale.ROOT)));
    }
}
