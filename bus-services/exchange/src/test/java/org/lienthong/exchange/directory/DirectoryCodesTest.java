package org.lienthong.exchange.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.seal.RegisteredKey;

/** Codes, levels, validity and keys that overlap. The clock stands at 2026-03-02T01:30Z. */
class DirectoryCodesTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private static final OrganId H29 = new OrganId("H29");
    private static final OrganId H49 = new OrganId("H49");

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
        loader = loader(false);
        directory = new Directory(DATABASE.dataSource(), clock);
    }

    @Test
    void everyCodeOfAnOrganMeansIt() {
        load("H37,UBND tỉnh Lạng Sơn,000.00.00.H37,,UBND,OPEN,,,28.22.H37|H37OLD,,,");

        for (String code : List.of("H37", "000.00.00.H37", "28.22.H37", "H37OLD")) {
            assertThat(directory.resolve(new OrganId(code))).isEqualTo(new Resolution.Open(new OrganId("H37")));
        }
        assertThat(line("OrganRegistered", "H37")).contains("\"aliases\":[\"28.22.H37\",\"H37OLD\"],\"level\":\"1\"");
    }

    @Test
    void anAliasTakenAwayIsNobodysAndMayMove() {
        load("H37,Lạng Sơn,,,UBND,OPEN,,,OLD1,,,", "H38,Lào Cai,,,UBND,OPEN,,,OLD2,,,");
        files.without("H37").without("H38");

        load("H37,Lạng Sơn,,,UBND,OPEN,,,OLD2,,,", "H38,Lào Cai,,,UBND,OPEN,,,,,,");

        assertThat(directory.resolve(new OrganId("OLD2")).known()).contains(new OrganId("H37"));
        assertThat(directory.resolve(new OrganId("OLD1")).known()).isEmpty();
    }

    @Test
    void refusesCodesThatCouldMeanTwoOrgans() {
        files.extended()
                .organ("H30,Một,000.00.00.H30,,UBND,OPEN,,,X1 000.00.00.H29,,,")
                .organ("H31,Hai,000.00.00.H31,,UBND,OPEN,,,X1,,,")
                .organ("H32,Ba,000.00.00.H32,,UBND,OPEN,,,H49 X2 X2,,,")
                .organ("H33,Bốn,000.00.00.H32,,UBND,OPEN,,,x3,,,");

        assertFaults(
                "organs.csv:7:aliases",
                "organs.csv:8:aliases",
                "organs.csv:9:aliases",
                "organs.csv:9:aliases",
                "organs.csv:10:aliases",
                "organs.csv:10:code102");
        assertThatThrownBy(() -> loader.load(folder))
                .hasMessageContaining("organs.csv:8 [aliases]: mã bị trùng: X1 đã là mã của H30"
                        + " / named twice: X1 is a code of H30 already");
    }

    @Test
    void readsLevelsOffEitherCodeUnlessTheyAreStated() {
        load(
                "H37.DN,Sở,000.00.13.H37,,SO,OPEN,,,,,,",
                "H37.DN.001,Phòng,,,UNIT,OPEN,,,,,,",
                "0100109106,Tập đoàn,,,ENTERPRISE,OPEN,,,,,,",
                "001.22.28.H17,Tổ,,,UNIT,OPEN,,,,,,",
                "H29.26.001,Phường,,,COMMUNE,OPEN,,,,2,,");

        assertThat(levels())
                .containsEntry("G22", 1)
                .containsEntry("H37.DN", 2)
                .containsEntry("H37.DN.001", 3)
                .containsEntry("001.22.28.H17", 4)
                .containsEntry("H29.26.001", 2)
                .doesNotContainKey("0100109106");
    }

    @Test
    void refusesLevelsThatContradictEachOtherAndOnesThatDoNotExist() {
        files.extended().organ("H37.DN,Hai cấp,000.00.00.H37,,UNIT,OPEN,,,,,,").organ("H38,Cấp năm,,,UNIT,OPEN,,,,5,,");

        assertFaults("organs.csv:7:level", "organs.csv:8:level");
    }

    @Test
    void followsTheChainOfSuccessorsToItsEnd() {
        load(
                "H02,Bắc Giang,,,UBND,CLOSED,H05,,,,,",
                "H05,Bắc Ninh,,,UBND,CLOSED,H24,,,,,",
                "H24,Hải Phòng,,,UBND,OPEN,,,,,,");
        files.system("bacgiang,H02,Cũ");
        loader.load(files.write());

        Resolution.Closed closed = (Resolution.Closed) directory.resolve(new OrganId("H02"));
        assertThat(closed.successors()).containsExactly(new OrganId("H05"), new OrganId("H24"));
        assertThat(closed.successor()).contains(new OrganId("H24"));
        assertThatThrownBy(() -> directory.authorise(new SystemId("bacgiang"), Optional.empty(), Scope.SEND))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.ORGAN_CLOSED);
                    assertThat(refused.refusal().facts()).containsEntry("successor", "H05 → H24");
                });
    }

    @Test
    void refusesCirclesOfSuccessorsAndOfParents() {
        files.extended()
                .organ("H01,Một,,H02,UBND,CLOSED,H02,,,,,")
                .organ("H02,Hai,,H03,UBND,CLOSED,H03,,,,,")
                .organ("H03,Ba,,H01,UBND,CLOSED,H01,,,,,")
                .organ("H04,Bốn,,H01,UBND,CLOSED,H01,,,,,");

        assertFaults("organs.csv:7:successor", "organs.csv:7:parent");
        assertThatThrownBy(() -> loader.load(folder)).hasMessageContaining("H01 → H02 → H03");
    }

    @Test
    void anOrganIsServedFromItsFirstDayToItsLast() {
        load("H37,Lạng Sơn,,,UBND,OPEN,H49,lienhe@langson,,,2026-03-02T09:00:00+07:00,2026-03-02T10:00:00+07:00");
        OrganId h37 = new OrganId("H37");

        assertThat(directory.resolve(h37)).isEqualTo(new Resolution.NotConnected(h37, Optional.of("lienhe@langson")));
        clock.set(Instant.parse("2026-03-02T02:00:00Z"));
        assertThat(directory.resolve(h37)).isEqualTo(new Resolution.Open(h37));
        clock.set(Instant.parse("2026-03-02T03:00:00Z"));
        assertThat(directory.resolve(h37)).isEqualTo(new Resolution.Closed(h37, List.of(H49)));

        assertThat(loader.load(folder)).isEqualTo(Map.of(EventKind.ORGAN_CLOSED, 1));
        assertThat(loader.load(folder)).isEmpty();
    }

    @Test
    void keysOfASystemOverlapAndBeginAndEndAtTheirTimes() {
        String old = "aa".repeat(32);
        String next = "bb".repeat(32);
        files.extended().key("vpcp," + old + ",,2026-03-04T00:00:00Z").key("vpcp," + next + ",2026-03-03T00:00:00Z,");
        loader.load(files.write());

        assertThat(bound(old)).isTrue();
        assertThat(bound(next)).isFalse();
        clock.set(Instant.parse("2026-03-03T00:00:00Z"));
        assertThat(bound(old)).isTrue();
        assertThat(bound(next)).isTrue();
        assertThat(directory.describe(new SystemId("vpcp")).activeKeys()).hasSize(2);
        clock.set(Instant.parse("2026-03-04T00:00:00Z"));
        assertThat(bound(old)).isFalse();
        assertThat(bound(next)).isTrue();
        assertThat(loader.load(folder)).isEmpty();
    }

    @Test
    void aColumnMayBeLeftOutAndNoneMayBeAdded() {
        files.write();
        files.header("keys.csv", "bound_at,system_id,key,colour");

        assertFaults("keys.csv:1:");
    }

    @Test
    void versionsRiseWithEveryChangeAndOnlyForWhatChanged() {
        load();
        files.without("H49,");
        files.organ("H49,UBND tỉnh Quảng Ninh (mới),000.00.00.H49,,UBND,OPEN,,,,,,");
        loader.load(files.write());

        assertThat(DATABASE.jdbc()
                        .sql("select organ_id from organ where version = (select max(version) from organ)")
                        .query(String.class)
                        .list())
                .containsExactly("H49");
        clock.advance(Duration.ofHours(1));
        loader.load(folder);
        assertThat(DATABASE.jdbc()
                        .sql("select max(version) from organ")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void filesChangeNoKeyNoMandateAndNoOwnerWhereOperatorsMustSign() {
        String key = "aa".repeat(32);
        files.key("vpcp," + key).mandate("vpcp,H29,send,2026-01-01T00:00:00+07:00,");
        loader(true).load(files.write()); // the first: there is nobody yet to sign

        assertThat(loader(true).load(folder)).isEmpty();
        files.without("vpcp," + key)
                .without("vpcp,H29")
                .without("hcmc")
                .system("hcmc,H49,Đổi chủ")
                .key("hcmc," + "bb".repeat(32))
                .mandate("hcmc,G22,send,2026-01-01T00:00:00+07:00,");
        files.write();

        assertThatThrownBy(() -> loader(true).load(folder))
                .isInstanceOfSatisfying(DirectoryRefusedException.class, refused -> assertThat(refused.faults())
                        .extracting(fault -> fault.file() + ":" + fault.line())
                        .containsExactlyInAnyOrder(
                                "systems.csv:3", "keys.csv:0", "keys.csv:2", "mandates.csv:0", "mandates.csv:2"));
        assertThat(bound(key)).isTrue();
        assertThat(directory.organs(new SystemId("hcmc"), Scope.SEND)).containsExactly(H29);
    }

    private DirectoryLoader loader(boolean twoOperators) {
        return new DirectoryLoader(
                DATABASE.dataSource(),
                new DirectoryBooks(new EventBook(DATABASE.dataSource(), new SecureRandom()), hearing -> {}),
                clock,
                twoOperators);
    }

    private void load(String... organs) {
        files.extended();
        List.of(organs).forEach(files::organ);
        loader.load(files.write());
    }

    private boolean bound(String key) {
        return directory.find(Digest.parse(key)).equals(Optional.of(new RegisteredKey(new SystemId("vpcp"))));
    }

    private Map<String, Integer> levels() {
        Map<String, Integer> levels = new java.util.HashMap<>();
        DATABASE.jdbc()
                .sql("select organ_id, level from organ where level is not null")
                .query(row -> {
                    levels.put(row.getString(1), row.getInt(2));
                });
        return levels;
    }

    private String line(String kind, String organ) {
        return DATABASE.jdbc()
                .sql("select line from event where kind = ? and line like ?")
                .params(kind, "%\"organ\":\"" + organ + "\"%")
                .query(String.class)
                .single();
    }

    private void assertFaults(String... places) {
        assertThatThrownBy(() -> loader.load(files.write()))
                .isInstanceOfSatisfying(DirectoryRefusedException.class, refused -> assertThat(refused.faults())
                        .extracting(fault -> fault.file() + ":" + fault.line() + ":" + fault.column())
                        .containsExactlyInAnyOrder(places));
    }
}
