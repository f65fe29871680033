package org.lienthong.gateway.inbox;

import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lienthong.exchange.courier.PushFailedException;
import org.lienthong.exchange.courier.PushFailure;
import org.lienthong.gateway.listener.AddressRange;

/**
 * Where the bus may connect to. A name on the list opens public addresses only: who controls the name's DNS must not make
 * the bus call its own neighbours. Private, loopback, link-local and other special addresses need a range on the list.
 */
public final class AllowedAddresses {

    private static final Pattern NAME = Pattern.compile("(\\*\\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

    /** IANA special-purpose registries (RFC 6890 and later), and IPv6 beyond global unicast. */
    private static final List<AddressRange> SPECIAL = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "::/3",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "3fff::/20",
                    "4000::/2",
                    "8000::/1")
            .map(AddressRange::parse)
            .toList();

    private final Set<String> names = new LinkedHashSet<>();
    private final List<AddressRange> ranges = new ArrayList<>();
    private final boolean plainLoopback;

    /**
     * @param list host names, {@code *.suffix}, addresses and ranges
     * @param plainLoopback whether http may be spoken to loopback addresses
     * @throws IllegalArgumentException naming an entry that is none of these
     */
    public AllowedAddresses(List<String> list, boolean plainLoopback) {
        this.plainLoopback = plainLoopback;
        for (String entry : list) {
            String lower = entry.strip().toLowerCase(Locale.ROOT);
            if (lower.matches("[0-9.]+(/.*)?|.*:.*")) {
                ranges.add(AddressRange.parse(lower));
            } else if (NAME.matcher(lower).matches()) {
                names.add(lower);
            } else {
                throw new IllegalArgumentException(entry + " is no host name, address or range");
            }
        }
    }

    /**
     * @param resolved every address that the host has now; the one to connect to must be one of these very objects
     * @throws PushFailedException AddressRefused
     */
    void require(URI address, List<InetAddress> resolved) {
        boolean loopback = resolved.stream().allMatch(InetAddress::isLoopbackAddress);
        boolean plain = "http".equalsIgnoreCase(address.getScheme());
        if (plain && !(plainLoopback && loopback)) {
            throw refused(address + " is not https");
        }
        if (!plain && !"https".equalsIgnoreCase(address.getScheme())) {
            throw refused(address + " is not https");
        }
        boolean named = isNamed(address.getHost().toLowerCase(Locale.ROOT));
        for (InetAddress one : resolved) {
            String text = one.getHostAddress();
            if (!holds(ranges, text) && !(named && !holds(SPECIAL, text))) {
                throw refused(address.getHost() + " is at " + text + ", which push.allow does not allow");
            }
        }
    }

    private boolean isNamed(String host) {
        return names.contains(host)
                || names.stream().anyMatch(name -> name.startsWith("*.") && host.endsWith(name.substring(1)));
    }

    private static boolean holds(List<AddressRange> ranges, String address) {
        return ranges.stream().anyMatch(range -> range.holds(address));
    }

    private static PushFailedException refused(String what) {
        return new PushFailedException(PushFailure.ADDRESS_REFUSED, what);
    }
}
