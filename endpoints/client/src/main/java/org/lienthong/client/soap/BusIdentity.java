package org.lienthong.client.soap;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.wire.SoapVersion;

/**
 * The one bus that is meant.
 *
 * @param address of its DocumentExchange, e.g. {@code https://truc.example.gov.vn/exchange}
 * @param name as its operator announces it; a request to another bus is refused
 * @param certificates that it signs with: today's, and the next one once CheckConnection announces it
 */
public record BusIdentity(URI address, BusUri name, List<X509Certificate> certificates, SoapVersion version) {

    public BusIdentity {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("without a certificate of the bus no answer can be trusted");
        }
    }
}
