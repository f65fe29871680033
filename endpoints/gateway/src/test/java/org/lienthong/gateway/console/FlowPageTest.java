package org.lienthong.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.xsd.exchange.SendDocumentResponse;

class FlowPageTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    @Test
    void showsADocumentAndWhereItWaits() throws IOException {
        BUS.agency("vpcp").call(Letters.send(), SendDocumentResponse.class);

        String page = get("/");

        assertThat(page)
                .contains("<html lang=\"vi\">", "Văn bản đang chờ ở đâu", "UBND Thành phố Hồ Chí Minh")
                .contains("Về việc kết nối liên thông", "Đang chờ cơ quan nhận")
                .doesNotContain("??"); // how a text that is missing looks
    }

    @Test
    void speaksEnglishToo() throws IOException {
        assertThat(get("/?lang=en"))
                .contains("<html lang=\"en\">", "Where documents wait", "Tiếng Việt")
                .doesNotContain("??");
    }

    @Test
    void loadsNothingFromAnywhereElse() throws IOException {
        RawHttp.Response page = response("/");

        assertThat(page.header("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
        assertThat(page.text()).doesNotContain("<script", "http://", "https://");
        assertThat(response("/console.css").header("Content-Type")).contains("text/css; charset=utf-8");
    }

    private static String get(String target) throws IOException {
        RawHttp.Response response = response(target);
        assertThat(response.status()).isEqualTo(200);
        return new String(response.bytes(), StandardCharsets.UTF_8);
    }

    private static RawHttp.Response response(String target) throws IOException {
        try (RawHttp http = RawHttp.open(BUS.port())) {
            return http.write("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    .read();
        }
    }
}
