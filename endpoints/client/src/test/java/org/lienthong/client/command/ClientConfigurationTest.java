package org.lienthong.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.wire.SoapVersion;

class ClientConfigurationTest {

    @TempDir
    Path folder;

    private ClientConfiguration read(String lines) throws IOException {
        return ClientConfiguration.read(Files.writeString(folder.resolve("client.properties"), lines));
    }

    @Test
    void pathsAreRelativeToTheFile() throws IOException {
        Files.writeString(folder.resolve("bus.pem"), "");
        ClientConfiguration configuration = read(
                "bus.address = https://truc.example.gov.vn/exchange\nbus.certificates = bus.pem , bus.pem\norgan=G22\n");

        assertThat(configuration.address()).isEqualTo(URI.create("https://truc.example.gov.vn/exchange"));
        assertThat(configuration.files("bus.certificates"))
                .containsExactly(folder.resolve("bus.pem"), folder.resolve("bus.pem"));
        assertThat(configuration.ledger()).isEqualTo(folder.resolve("ledger"));
        assertThat(configuration.organ()).contains(new OrganId("G22"));
        assertThat(configuration.soap()).isEqualTo(SoapVersion.SOAP_11);
        assertThat(configuration.sandboxTrusted()).isFalse();
    }

    @Test
    void aSettingThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> read("bus.adress = https://truc.example.gov.vn/exchange\n"))
                .isInstanceOf(ConfigurationRefused.class)
                .hasMessageContaining("bus.adress")
                .hasMessageContaining("không có thiết lập nào");
    }

    @Test
    void everyUnusableValueIsNamed() throws IOException {
        ClientConfiguration configuration =
                read("bus.address = ftp://x/\norgan = g 22\nsoap = 2\ntrust.sandbox = yes\nkey.store = none.p12\n");

        assertThatThrownBy(configuration::address).hasMessageContaining("bus.address");
        assertThatThrownBy(configuration::organ).hasMessageContaining("organ");
        assertThatThrownBy(configuration::soap).hasMessageContaining("1.1 | 1.2");
        assertThatThrownBy(configuration::sandboxTrusted).hasMessageContaining("true | false");
        assertThatThrownBy(() -> configuration.existing("key.store")).hasMessageContaining("none.p12");
        assertThatThrownBy(configuration::busName).hasMessageContaining("thiếu bus.name");
    }

    @Test
    void aFileThatIsNotThereIsToldByItsName() {
        assertThatThrownBy(() -> ClientConfiguration.read(folder.resolve("absent.properties")))
                .isInstanceOf(ConfigurationRefused.class)
                .hasMessageContaining("absent.properties");
    }
}
