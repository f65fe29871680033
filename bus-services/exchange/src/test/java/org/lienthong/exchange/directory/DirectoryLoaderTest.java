package org.lienthong.exchange.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.testing.DirectoryFolder;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.seal.RegisteredKey;
import org.lienthong.message.seal.SealFixtures;

class DirectoryLoaderTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private static final String KEY = "ab".repeat(32);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private DirectoryFolder files;
    private DirectoryLoader loader;
    private Directory directory;

    @BeforeEach
    void startEmpty() {
        DATABASE.clear();
        files = DirectoryFolder.usual(folder);
        loader = new DirectoryLoader(
                DATABASE.dataSource(), new EventBook(DATABASE.dataSource(), new SecureRandom()), clock);
        directory = new Directory(DATABASE.dataSource(), clock);
    }

    @Test
    void loadsEverythingWithAnEventForEachFact() {
        files.key("vpcp," + KEY).mandate("vpcp,H29,send receive,2026-01-01T00:00:00+07:00,");

        Map<EventKind, Integer> changes = loader.load(files.write());

        assertThat(changes)
                .isEqualTo(Map.of(
                        EventKind.ORGAN_REGISTERED, 5,
                        EventKind.SYSTEM_REGISTERED, 2,
                        EventKind.KEY_BOUND, 1,
                        EventKind.MANDATE_GIVEN, 1));
        assertThat(lines("MandateGiven").get(0))
                .contains("\"system\":\"vpcp\",")
                .contains("\"organ\":\"H29\",\"scopes\":[\"receive\",\"send\"],\"validFrom\":\"2025-12-31T17:00:00Z\"");
        assertThat(directory.resolve(new OrganId("000.00.00.H29"))).isEqualTo(new Resolution.Open(new OrganId("H29")));
    }

    @Test
    void loadingTheSameAgainChangesNothing() {
        files.key("vpcp," + KEY).mandate("vpcp,H29,send,2026-01-01T00:00:00+07:00,2027-01-01T00:00:00+07:00");
        loader.load(files.write());
        clock.advance(Duration.ofDays(1));

        assertThat(loader.load(folder)).isEmpty();
        assertThat(DATABASE.jdbc()
                        .sql("select count(*) from event")
                        .query(Long.class)
                        .single())
                .isEqualTo(9);
    }

    @Test
    void closingAnOrganIsAnEventThatNamesItsSuccessor() {
        loader.load(files.write());
        files.without("H49,").organ("H49,UBND tỉnh Quảng Ninh,000.00.00.H49,,UBND,CLOSED,H29,");

        assertThat(loader.load(files.write())).isEqualTo(Map.of(EventKind.ORGAN_CLOSED, 1));
        assertThat(lines("OrganClosed").get(0))
                .contains("\"state\":\"CLOSED\",\"successor\":\"H29\",\"changed\":[\"state\",\"successor\"]");
        assertThat(directory.resolve(new OrganId("H49")))
                .isEqualTo(new Resolution.Closed(new OrganId("H49"), List.of(new OrganId("H29"))));
    }

    @Test
    void aKeyThatMovesIsUnboundThenBound() {
        loader.load(files.key("vpcp," + KEY).write());
        assertThat(directory.find(Digest.parse(KEY))).contains(new RegisteredKey(new SystemId("vpcp")));

        files.without("vpcp," + KEY).key("hcmc," + KEY);

        assertThat(loader.load(files.write())).isEqualTo(Map.of(EventKind.KEY_UNBOUND, 1, EventKind.KEY_BOUND, 1));
        assertThat(directory.find(Digest.parse(KEY))).contains(new RegisteredKey(new SystemId("hcmc")));
        assertThat(lines("KeyUnbound").get(0)).contains("\"system\":\"vpcp\",\"key\":\"" + KEY + "\"");
    }

    @Test
    void aKeyNoLongerNamedIsUnboundAndMayReturn() {
        loader.load(files.key("vpcp," + KEY).write());

        assertThat(loader.load(files.without("vpcp," + KEY).write())).isEqualTo(Map.of(EventKind.KEY_UNBOUND, 1));
        assertThat(directory.find(Digest.parse(KEY))).isEmpty();

        assertThat(loader.load(files.key("vpcp," + KEY).write())).isEqualTo(Map.of(EventKind.KEY_BOUND, 1));
        assertThat(directory.find(Digest.parse(KEY))).isPresent();
    }

    @Test
    void bindsTheKeyOfACertificateFile() throws IOException, CertificateEncodingException {
        X509Certificate certificate = new SealFixtures().vpcp().certificate();
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        Files.writeString(folder.resolve("vpcp.pem"), pem);

        loader.load(files.key("vpcp,vpcp.pem").write());

        assertThat(directory.find(Digest.sha256(certificate.getPublicKey().getEncoded())))
                .contains(new RegisteredKey(new SystemId("vpcp")));
        assertThat(lines("KeyBound").get(0))
                .contains("\"certificate\":\"" + Digest.sha256(certificate.getEncoded()) + "\"");
        assertThat(loader.load(folder)).isEmpty();
    }

    @Test
    void aMandateNoLongerNamedEndsNow() {
        loader.load(files.mandate("vpcp,H29,send,2026-01-01T00:00:00+07:00,").write());

        assertThat(loader.load(files.without("vpcp,H29").write())).isEqualTo(Map.of(EventKind.MANDATE_WITHDRAWN, 1));
        assertThat(directory.organs(new SystemId("vpcp"), Scope.SEND)).containsExactly(new OrganId("G22"));
        assertThat(loader.load(folder)).isEmpty();
    }

    @Test
    void aMandateWhoseScopesChangeIsWithdrawnAndGivenAnew() {
        loader.load(files.mandate("vpcp,H29,send,2026-01-01T00:00:00+07:00,").write());
        files.without("vpcp,H29").mandate("vpcp,H29,receive|confirm,2026-01-01T00:00:00+07:00,");

        assertThat(loader.load(files.write()))
                .isEqualTo(Map.of(EventKind.MANDATE_WITHDRAWN, 1, EventKind.MANDATE_GIVEN, 1));
        assertThat(directory.organs(new SystemId("vpcp"), Scope.SEND)).hasSize(1);
        assertThat(directory.organs(new SystemId("vpcp"), Scope.RECEIVE)).hasSize(2);
    }

    @Test
    void aliasesMayChangePlaces() {
        loader.load(files.write());
        files.without("H29,").without("H49,");
        files.organ("H29,UBND Thành phố Hồ Chí Minh,000.00.00.H49,,UBND,OPEN,,vanthu@tphcm.gov.vn")
                .organ("H49,UBND tỉnh Quảng Ninh,000.00.00.H29,,UBND,OPEN,,");

        loader.load(files.write());

        assertThat(directory.resolve(new OrganId("000.00.00.H29"))).isEqualTo(new Resolution.Open(new OrganId("H49")));
    }

    @Test
    void tellsEveryFaultAtOnceAndLoadsNothing() {
        files.organ("h99,Mã viết thường,,,UBND,OPEN,,")
                .organ("H29,Trùng mã,000.00.00.G22,,UBND,OPEN,,")
                .organ("H30,,H49,H98,UBND,MỞ,H29,")
                .organ("H31,thiếu ô,,")
                .system("s1,H77,Không có cơ quan")
                .key("nobody," + KEY)
                .key("vpcp,absent.pem")
                .key("vpcp,../../etc/passwd")
                .mandate("vpcp,G22,fly,2026-01-01T00:00:00+07:00,2025-01-01T00:00:00+07:00")
                .mandate("vpcp,H29,send,2026-01-01,");

        assertThatThrownBy(() -> loader.load(files.write()))
                .isInstanceOfSatisfying(DirectoryRefusedException.class, refused -> assertThat(refused.faults())
                        .extracting(fault -> fault.file() + ":" + fault.line() + ":" + fault.column())
                        .containsExactlyInAnyOrder(
                                "organs.csv:7:organ_id",
                                "organs.csv:8:code102",
                                "organs.csv:8:organ_id",
                                "organs.csv:9:name",
                                "organs.csv:9:state",
                                "organs.csv:9:parent",
                                "organs.csv:9:code102",
                                "organs.csv:9:successor",
                                "organs.csv:10:",
                                "systems.csv:4:organ_id",
                                "keys.csv:2:system_id",
                                "keys.csv:3:key",
                                "keys.csv:4:key",
                                "mandates.csv:2:scopes",
                                "mandates.csv:2:valid_to",
                                "mandates.csv:2:organ_id",
                                "mandates.csv:3:valid_from"));
        assertThat(DATABASE.jdbc()
                        .sql("select (select count(*) from organ) + (select count(*) from event)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void faultsAreToldInBothLanguages() {
        files.organ("H30,Tên,,H98,UBND,OPEN,,");

        assertThatThrownBy(() -> loader.load(files.write()))
                .hasMessage(
                        "organs.csv:7 [parent]: không có cơ quan khác mang mã H98 / no other organ has the code H98");
    }

    @Test
    void refusesToForgetAnOrgan() {
        loader.load(files.write());

        assertThatThrownBy(() -> loader.load(files.without("H57,").write()))
                .isInstanceOf(DirectoryRefusedException.class)
                .hasMessageContaining("H57");
        assertThat(directory.resolve(new OrganId("H57")))
                .isEqualTo(new Resolution.NotConnected(new OrganId("H57"), Optional.empty()));
    }

    @Test
    void refusesAMissingFileAndAnotherHeader() throws IOException {
        files.write();
        Files.delete(folder.resolve("keys.csv"));
        Files.writeString(folder.resolve("mandates.csv"), "system,organ\n");

        assertThatThrownBy(() -> loader.load(folder))
                .isInstanceOfSatisfying(DirectoryRefusedException.class, refused -> assertThat(refused.faults())
                        .extracting(fault -> fault.file())
                        .containsExactlyInAnyOrder("keys.csv", "mandates.csv"));
    }

    @Test
    void forgivesTheByteOrderMarkAndTheQuotesOfASpreadsheet() throws IOException {
        files.write();
        Files.writeString(
                folder.resolve("systems.csv"),
                "\uFEFFsystem_id,organ_id,name\r\n\"vpcp\",\"G22\",\"Hệ thống, bản 2\"\r\n\r\nhcmc,H29,Hai dòng\r\n");

        loader.load(folder);

        assertThat(directory.describe(new SystemId("vpcp")).name()).isEqualTo("Hệ thống, bản 2");
    }

    private List<String> lines(String kind) {
        return DATABASE.jdbc()
                .sql("select line from event where kind = ? order by event_id")
                .param(kind)
                .query(String.class)
                .list();
    }
}
