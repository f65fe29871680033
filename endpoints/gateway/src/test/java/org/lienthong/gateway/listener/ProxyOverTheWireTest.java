package org.lienthong.gateway.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.RawHttp;

/** Profile serve without TLS of its own: only the declared proxy may come, and only for callers that came to it by TLS. */
class ProxyOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension()
            .with("profile", "serve")
            .with("listen.trusted-proxies", "127.0.0.1")
            .with("listen.hosts", "bus.example.vn");

    @Test
    void refusesPlainHttp() throws IOException {
        assertThat(get("/time", "").status()).isEqualTo(403);
        assertThat(get("/exchange?wsdl", "X-Forwarded-Proto: http\r\n").status())
                .isEqualTo(403);
    }

    @Test
    void servesWhoCameToTheProxyByTlsAtTheAddressThatItUsed() throws IOException {
        RawHttp.Response wsdl =
                get("/exchange?wsdl", "X-Forwarded-Proto: https\r\nX-Forwarded-Host: bus.example.vn\r\n");

        assertThat(wsdl.status()).isEqualTo(200);
        assertThat(wsdl.text()).contains("location=\"https://bus.example.vn/exchange\"");
    }

    @Test
    void answersToItsOwnNamesOnly() throws IOException {
        RawHttp.Response wsdl = get("/exchange?wsdl", "X-Forwarded-Proto: https\r\nX-Forwarded-Host: evil.example\r\n");

        assertThat(wsdl.status()).isEqualTo(421);
    }

    private static RawHttp.Response get(String target, String headers) throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            return http.write("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n")
                    .read();
        }
    }
}
