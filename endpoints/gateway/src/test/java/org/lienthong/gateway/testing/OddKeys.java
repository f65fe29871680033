package org.lienthong.gateway.testing;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lienthong.exchange.testing.DirectoryFolder;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.seal.TestAuthority;

/** Keys that a bus meets rarely or must refuse. All are registered, so that nothing but their oddity can be the reason. */
final class OddKeys {

    private static final String CLOSED = "closed";

    private final TestAuthority unlisted = TestAuthority.root("Liên Thông test authority without a revocation list");
    private final Map<String, SigningKey> keys = new LinkedHashMap<>();

    OddKeys(TestAuthority authority) {
        TestAuthority.Order agency = TestAuthority.Order.AGENCY;
        keys.put("p384", authority.issue("P-384", TestAuthority.ec("secp384r1")));
        keys.put("p521", authority.issue("P-521", TestAuthority.ec("secp521r1")));
        keys.put("rsa1024", authority.issue("RSA of 1024 bits", TestAuthority.rsa(1024)));
        keys.put("no-usage", authority.issue("No KeyUsage", TestAuthority.ec("secp256r1"), agency.usage(0)));
        keys.put(
                "authority",
                authority.issue(
                        "Subordinate",
                        TestAuthority.ec("secp256r1"),
                        new TestAuthority.Order(
                                agency.keyUsage(), true, false, agency.notBefore(), agency.notAfter())));
        keys.put(
                "expired",
                authority.issue(
                        "Expired",
                        TestAuthority.ec("secp256r1"),
                        agency.between(agency.notBefore(), agency.notBefore().plus(1, ChronoUnit.DAYS))));
        keys.put("own-authority", TestAuthority.root("Anybody").issue("VPCP", TestAuthority.ec("secp256r1")));
        keys.put("unlisted", unlisted.issue("Unlisted", TestAuthority.ec("secp256r1")));
        keys.put(CLOSED, authority.issue("Closed", TestAuthority.ec("secp256r1")));
    }

    SigningKey named(String name) {
        SigningKey key = keys.get(name);
        if (key == null) {
            throw new IllegalArgumentException("no key " + name);
        }
        return key;
    }

    /** @return an authority that the bus trusts and has no revocation list of */
    TestAuthority unlisted() {
        return unlisted;
    }

    /** Registers them for VPCP, and one for a system whose organ is closed. */
    void register(DirectoryFolder files) {
        files.system("closed,H26.TX,Hệ thống của đơn vị đã giải thể");
        keys.forEach((name, key) -> files.key((name.equals(CLOSED) ? "closed," : "vpcp,") + key.spkiSha256()));
    }
}
