package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.CheckConnection;
import org.lienthong.xsd.types.BusFault;

/** What the door does before anyone reads XML, with tight limits. */
class DoorOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension()
            .with("listen.idle", "1s")
            .with("listen.headers", "4KB")
            .with("limits.root-part", "64KB")
            .with("limits.inline", "32KB")
            .with("limits.memory", "128KB");

    private static final String XML = "text/xml; charset=utf-8";

    @Test
    void refusesALargeRootPartBeforeItReadsIt() throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            RawHttp.Response fault =
                    http.write(TestAgency.head(XML, 65 * 1024)).write("<").read();

            assertThat(code(fault)).isEqualTo("TooLarge");
        }
    }

    @Test
    void refusesALargeRootPartOfUnknownLength() throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            http.write(headers("Content-Type: text/xml", "Transfer-Encoding: chunked"));
            byte[] chunk = ("1000\r\n" + "x".repeat(4096) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 17; i++) {
                http.write(chunk);
            }

            assertThat(code(http.write("0\r\n\r\n").read())).isEqualTo("TooLarge");
        }
    }

    @Test
    void reachesACallerThatListensOnlyAfterItHasSentEverything() throws IOException {
        byte[] much = "x".repeat(8 << 20).getBytes(StandardCharsets.US_ASCII);

        assertThat(code(TestAgency.post(BUS.port(), XML, much))).isEqualTo("TooLarge");
    }

    @Test
    void asksForTheBodyOnlyWhenTheHeadersAreGood() throws IOException {
        byte[] envelope = BUS.agency("vpcp").sealed(check(), SoapVersion.SOAP_11);
        try (RawHttp http = RawHttp.open(BUS.port())) {
            http.write(head("application/json", envelope.length));
            assertThat(code(http.read())).isEqualTo("UnsupportedMedia");
        }
        try (RawHttp http = RawHttp.open(BUS.port())) {
            http.write(head(XML, 65 * 1024));
            assertThat(code(http.read())).isEqualTo("TooLarge");
        }
        try (RawHttp http = RawHttp.open(BUS.port())) {
            http.write(head(XML, envelope.length));
            assertThat(http.read().status()).isEqualTo(100);
            assertThat(http.write(envelope).read().status()).isEqualTo(200);
        }
    }

    @Test
    void letsGoOfACallerThatStopsInTheMiddle() throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            http.write(TestAgency.head(XML, 1000)).write("<s:Envelope");

            assertThat(http.in().readAllBytes())
                    .isNotNull(); // the bus ends the connection; else this waits for a minute
        }
    }

    @Test
    void refusesLargeHeaders() throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            RawHttp.Response refused =
                    http.write(headers("X: " + "x".repeat(5000))).read();

            assertThat(refused.status()).isEqualTo(431);
            assertThat(refused.text()).isEmpty();
        }
    }

    @Test
    void writesNothingOfAStrangerToDisk() throws IOException {
        List<Path> before = stored();
        byte[] root = BUS.agency("stranger").sealed(Letters.send(), SoapVersion.SOAP_11);
        String boundary = "--b\r\nContent-Type: text/xml\r\nContent-ID: <r>\r\n\r\n";
        try (RawHttp http = RawHttp.open(BUS.port())) {
            http.write(TestAgency.head("multipart/related; boundary=b; type=\"text/xml\"", root.length + 2_000_000))
                    .write(boundary)
                    .write(root)
                    .write("\r\n--b\r\nContent-ID: <cv-1>\r\n\r\n");
            http.write(new byte[100_000]);

            assertThat(code(http.read())).isEqualTo("CertificateUnknown"); // long before the part has ended
        }
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void refusesTwoContentTypes() throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            RawHttp.Response refused = http.write(
                            headers("Content-Type: text/xml", "Content-Type: application/json", "Content-Length: 0"))
                    .read();

            assertThat(refused.status()).isIn(400, 500);
        }
    }

    @Test
    void anUnfinishedRequestLineIsCutOff() {
        assertThatThrownBy(() -> {
                    try (RawHttp http = RawHttp.open(BUS.port())) {
                        http.write("POST /exchange HTTP/1.1\r\nHost: 127.0.0.1\r\n")
                                .read();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the connection was closed");
    }

    private static CheckConnection check() {
        CheckConnection check = new CheckConnection();
        check.setRequestContext(TestAgency.context());
        return check;
    }

    private static String head(String contentType, int length) {
        return headers("Expect: 100-continue", "Content-Type: " + contentType, "Content-Length: " + length);
    }

    private static String headers(String... lines) {
        return "POST /exchange HTTP/1.1\r\nHost: 127.0.0.1\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static String code(RawHttp.Response response) {
        BusFault fault = TestAgency.fault(TestAgency.read(response, SoapVersion.SOAP_11));
        return fault.getCode();
    }

    private static List<Path> stored() throws IOException {
        try (Stream<Path> files = Files.walk(BUS.folder().resolve("data").resolve("content"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
