package org.lienthong.exchange.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.testing.DirectoryFolder;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

class DirectoryTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private static final ManualClock CLOCK = new ManualClock();
    private static final SystemId VPCP = new SystemId("vpcp");
    private static final SystemId HCMC = new SystemId("hcmc");
    private static final OrganId G22 = new OrganId("G22");
    private static final OrganId H29 = new OrganId("H29");
    private static final OrganId H49 = new OrganId("H49");

    private final Directory directory = new Directory(DATABASE.dataSource(), CLOCK);

    @BeforeAll
    static void load(@TempDir Path folder) {
        DirectoryFolder files = DirectoryFolder.usual(folder)
                .system("old,H26.TX,Hệ thống cũ")
                .system("hue,H57,Chưa nối")
                .key("vpcp," + "ab".repeat(32))
                .mandate("hcmc,H49,send status,2026-01-01T00:00:00+07:00,2026-07-01T00:00:00+07:00")
                .mandate("hcmc,H57,receive,2027-01-01T00:00:00+07:00,");
        new DirectoryLoader(DATABASE.dataSource(), new EventBook(DATABASE.dataSource(), new SecureRandom()), CLOCK)
                .load(files.write());
    }

    @Test
    void resolvesEitherCodeAndEveryState() {
        assertThat(directory.resolve(G22)).isEqualTo(new Resolution.Open(G22));
        assertThat(directory.resolve(new OrganId("000.00.00.G22"))).isEqualTo(new Resolution.Open(G22));
        assertThat(directory.resolve(new OrganId("H26.TX")))
                .isEqualTo(new Resolution.Closed(new OrganId("H26.TX"), List.of(H29)));
        assertThat(directory.resolve(new OrganId("000.00.00.H57")))
                .isEqualTo(new Resolution.NotConnected(new OrganId("H57"), Optional.empty()));
        assertThat(directory.resolve(new OrganId("H00"))).isEqualTo(new Resolution.Unknown());
    }

    @Test
    void resolvesManyAtOnceInTheOrderAsked() {
        assertThat(directory.resolveAll(List.of(H49, new OrganId("H00"), G22)).keySet())
                .containsExactly(H49, new OrganId("H00"), G22);
    }

    @Test
    void aSystemActsForItsOwnOrganWithoutSaying() {
        assertThat(directory.authorise(VPCP, Optional.empty(), Scope.SEND).organ())
                .isEqualTo(G22);
        assertThat(directory.authorise(VPCP, Optional.of(new OrganId("000.00.00.G22")), Scope.RECALL))
                .isEqualTo(new Caller(VPCP, G22, Scope.RECALL));
    }

    @Test
    void wantsTheOrganNamedWhenThereIsAChoice() {
        assertRefused(RefusalCode.ORGAN_REQUIRED, () -> directory.authorise(HCMC, Optional.empty(), Scope.SEND));
        assertThat(directory.authorise(HCMC, Optional.of(H49), Scope.SEND).organ())
                .isEqualTo(H49);
        assertThat(directory.authorise(HCMC, Optional.empty(), Scope.RECEIVE).organ())
                .isEqualTo(H29);
    }

    @Test
    void refusesAnOrganWithoutMandateAndOneOutsideItsScopeOrTime() {
        assertRefused(RefusalCode.NOT_AUTHORISED, () -> directory.authorise(VPCP, Optional.of(H29), Scope.SEND));
        assertRefused(RefusalCode.NOT_AUTHORISED, () -> directory.authorise(HCMC, Optional.of(H49), Scope.RECEIVE));
        assertRefused(
                RefusalCode.NOT_AUTHORISED,
                () -> directory.authorise(HCMC, Optional.of(new OrganId("H57")), Scope.RECEIVE));
        assertRefused(
                RefusalCode.UNKNOWN_ORGAN,
                () -> directory.authorise(HCMC, Optional.of(new OrganId("H00")), Scope.RECEIVE));
        assertRefused(
                RefusalCode.NOT_AUTHORISED,
                () -> directory.authorise(new SystemId("nobody"), Optional.empty(), Scope.SEND));
    }

    @Test
    void aMandateHoldsFromItsFirstInstantUpToItsEnd() {
        Directory atEnd = new Directory(DATABASE.dataSource(), new ManualClock(Instant.parse("2026-06-30T17:00:00Z")));
        Directory atStart =
                new Directory(DATABASE.dataSource(), new ManualClock(Instant.parse("2025-12-31T17:00:00Z")));

        assertThat(atEnd.organs(HCMC, Scope.SEND)).isEqualTo(Set.of(H29));
        assertThat(atStart.organs(HCMC, Scope.SEND)).isEqualTo(Set.of(H29, H49));
    }

    @Test
    void aClosedOrganSendsNothingMoreButMayEmptyItsQueue() {
        SystemId old = new SystemId("old");

        assertRefused(RefusalCode.ORGAN_CLOSED, () -> directory.authorise(old, Optional.empty(), Scope.SEND));
        assertThat(directory.authorise(old, Optional.empty(), Scope.RECEIVE).organ())
                .isEqualTo(new OrganId("H26.TX"));
        assertRefused(
                RefusalCode.NOT_AUTHORISED,
                () -> directory.authorise(new SystemId("hue"), Optional.empty(), Scope.SEND));
    }

    @Test
    void describesASystemForCheckConnection() {
        SystemEntry entry = directory.describe(HCMC);

        assertThat(entry.organ()).isEqualTo(H29);
        assertThat(entry.mandates())
                .containsExactly(new SystemEntry.Mandate(
                        H49,
                        Set.of(Scope.SEND, Scope.STATUS),
                        Instant.parse("2025-12-31T17:00:00Z"),
                        Optional.of(Instant.parse("2026-06-30T17:00:00Z"))));
        assertThat(entry.activeKeys()).isEmpty();
        assertThat(directory.describe(VPCP).activeKeys()).hasSize(1);
    }

    private static void assertRefused(RefusalCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(code));
    }
}
