package org.lienthong.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.exchange.courier.PushFailedException;

class AllowedAddressesTest {

    private final AllowedAddresses production =
            new AllowedAddresses(List.of("inbox.tphcm.gov.vn", "*.moj.gov.vn", "10.20.0.0/16", "fd12::/32"), false);

    @ParameterizedTest
    @CsvSource({
        "https://inbox.tphcm.gov.vn/x, 113.161.1.1",
        "https://INBOX.tphcm.gov.vn:8443/x, 2001:ee0:1::1",
        "https://a.b.moj.gov.vn/x, 113.161.1.1",
        "https://inbox.tphcm.gov.vn/x, 10.20.3.4",
        "https://whatever.example/x, 10.20.3.4",
        "https://whatever.example/x, fd12::9"
    })
    void opens(String url, String address) {
        assertThatCode(() -> production.require(URI.create(url), at(address))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "https://moj.gov.vn/x, 113.161.1.1",
        "https://evilmoj.gov.vn/x, 113.161.1.1",
        "https://inbox.tphcm.gov.vn.evil.example/x, 113.161.1.1",
        "https://evil.example/x, 113.161.1.1",
        "https://evil.example/x, 10.21.0.1",
        "http://inbox.tphcm.gov.vn/x, 113.161.1.1",
        "http://whatever.example/x, 10.20.3.4",
        "ftp://inbox.tphcm.gov.vn/x, 113.161.1.1"
    })
    void refuses(String url, String address) {
        assertThatThrownBy(() -> production.require(URI.create(url), at(address)))
                .isInstanceOf(PushFailedException.class)
                .hasMessageStartingWith("AddressRefused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "64:ff9b::a9fe:a9fe",
                "fe80::1",
                "fc00::1",
                "fec0::1",
                "ff02::1",
                "2002:7f00:1::",
                "2001:0:1::"
            })
    void opensNoSpecialAddressToAName(String address) {
        assertThatThrownBy(() -> production.require(URI.create("https://inbox.tphcm.gov.vn/x"), at(address)))
                .hasMessageStartingWith("AddressRefused");
    }

    @Test
    void refusesANameThatHasOneAddressTooMany() {
        assertThatThrownBy(() -> production.require(
                        URI.create("https://inbox.tphcm.gov.vn/x"), at("113.161.1.1", "169.254.169.254")))
                .hasMessageContaining("169.254.169.254");
    }

    @Test
    void speaksPlainHttpToLoopbackOnlyAndOnlyWhereThatIsAllowed() {
        AllowedAddresses sandbox = new AllowedAddresses(List.of("127.0.0.1", "10.0.0.0/8"), true);
        AllowedAddresses serve = new AllowedAddresses(List.of("127.0.0.1"), false);

        assertThatCode(() -> sandbox.require(URI.create("http://127.0.0.1:9/"), at("127.0.0.1")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> sandbox.require(URI.create("http://10.0.0.1/"), at("10.0.0.1")))
                .hasMessageContaining("not https");
        assertThatThrownBy(() -> serve.require(URI.create("http://127.0.0.1:9/"), at("127.0.0.1")))
                .hasMessageContaining("not https");
        assertThatThrownBy(() -> sandbox.require(URI.create("http://127.0.0.2:9/"), at("127.0.0.2")))
                .hasMessageContaining("127.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://a.example", "a b", "10.0.0.0/33", "*.*"})
    void refusesAnEntryThatIsNone(String entry) {
        assertThatThrownBy(() -> new AllowedAddresses(List.of(entry), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<InetAddress> at(String... literals) {
        List<InetAddress> all = new ArrayList<>();
        for (String literal : literals) {
            try {
                all.add(InetAddress.getByName(literal)); // literals: no look-up
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return all;
    }
}
