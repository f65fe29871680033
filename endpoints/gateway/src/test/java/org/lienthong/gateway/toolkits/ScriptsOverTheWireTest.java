package org.lienthong.gateway.toolkits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.CheckConnection;

/** The round trips of endpoints/client/examples by zeep and by PHP's SoapClient, signed both ways. */
@Timeout(1200)
class ScriptsOverTheWireTest {

    /** Set where every toolkit must be installed, so that none is skipped unseen. */
    private static final String REQUIRED = "TOOLKITS_REQUIRED";

    private static final Path EXAMPLES =
            Path.of("../client/examples").toAbsolutePath().normalize();

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    @TempDir
    Path folder;

    enum Script {
        ZEEP("python/round_trip.py", "Debian: python3-zeep python3-xmlsec python3-openssl") {
            @Override
            Optional<String> interpreter(ChildProgram programs) throws InterruptedException {
                for (String python : List.of("python3", "/usr/bin/python3")) { // another may hide Debian's
                    if (programs.succeeds(python, "-c", "import zeep, xmlsec, OpenSSL")) {
                        return Optional.of(python);
                    }
                }
                return Optional.empty();
            }
        },
        PHP("php/round_trip.php", "Debian: php-cli php-soap php-xml") {
            @Override
            Optional<String> interpreter(ChildProgram programs) throws InterruptedException {
                String extensions = "exit((int) array_diff(['soap', 'dom', 'openssl'], get_loaded_extensions()));";
                return programs.succeeds("php", "-r", extensions) ? Optional.of("php") : Optional.empty();
            }
        };

        private final String file;
        private final String packages;

        Script(String file, String packages) {
            this.file = file;
            this.packages = packages;
        }

        abstract Optional<String> interpreter(ChildProgram programs) throws InterruptedException;
    }

    @ParameterizedTest
    @CsvSource({"ZEEP,wsdl", "ZEEP,wsdl=soap12", "PHP,wsdl", "PHP,wsdl=soap12"})
    void carriesALetterThereAndItsStateBack(Script script, String description) throws Exception {
        AgencyFolder.write(folder, BUS);

        String told = run(script, BUS.port(), description);

        assertThat(told.lines().map(line -> line.replaceFirst(" (php|python)-.*", "")))
                .anySatisfy(line -> assertThat(line).startsWith("connected as vpcp of G22"))
                .containsSubsequence("sent", "sent again: the same receipt");
        assertThat(told)
                .contains("refused IdReused: ")
                .contains(": 1 attachment(s), signed by VPCP")
                .contains("confirmed TAKEN, recorded at ")
                .endsWith("state TAKEN\n");
    }

    @ParameterizedTest
    @EnumSource(Script.class)
    void believesNobodyButTheBus(Script script) throws Exception {
        AgencyFolder.write(folder, BUS);
        AgencyFolder.certificate(
                folder.resolve("bus/certificate.pem"), BUS.keys().vpcp().certificate());

        assertThatThrownBy(() -> run(script, BUS.port(), "wsdl"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("NotBelieved")
                .hasMessageContaining("the signature does not verify");
    }

    @ParameterizedTest
    @EnumSource(Script.class)
    void believesNoAnswerToAnotherRequest(Script script) throws Exception {
        AgencyFolder.write(folder, BUS);
        CheckConnection request = new CheckConnection();
        request.setRequestContext(TestAgency.context());
        TestAgency vpcp = BUS.agency("vpcp");
        RawHttp.Response kept = vpcp.post(vpcp.sealed(request, SoapVersion.SOAP_11), SoapVersion.SOAP_11);

        HttpServer between = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        between.createContext("/exchange", exchange -> {
            boolean post = exchange.getRequestMethod().equals("POST");
            exchange.getRequestBody().readAllBytes();
            byte[] told = post ? kept.bytes() : described(exchange);
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
            exchange.sendResponseHeaders(200, told.length);
            exchange.getResponseBody().write(told);
            exchange.close();
        });
        between.start();
        try {
            assertThatThrownBy(() -> run(script, between.getAddress().getPort(), "wsdl"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("NotBelieved")
                    .hasMessageContaining("not in answer to this request");
        } finally {
            between.stop(0);
        }
    }

    /** @return what the bus describes, at the address of who stands between */
    private static byte[] described(HttpExchange exchange) throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            String host = exchange.getRequestHeaders().getFirst("Host");
            return http.write("GET " + exchange.getRequestURI() + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n")
                    .read()
                    .bytes();
        }
    }

    private String run(Script script, int port, String description) throws IOException, InterruptedException {
        ChildProgram programs = new ChildProgram(folder);
        Optional<String> interpreter = script.interpreter(programs);
        if (System.getenv(REQUIRED) == null) {
            assumeTrue(interpreter.isPresent(), () -> "skipped: not installed. " + script.packages);
        }
        return programs.run(List.of(
                interpreter.orElseThrow(() -> new AssertionError(REQUIRED + " and not installed. " + script.packages)),
                EXAMPLES.resolve(script.file).toString(),
                "http://127.0.0.1:" + port + "/exchange?" + description,
                BusExtension.URI,
                folder.toString(),
                AgencyFolder.SENDER,
                AgencyFolder.RECIPIENT));
    }
}
