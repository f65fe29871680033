package org.lienthong.exchange.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.notice.NoticeBook;
import org.lienthong.exchange.operator.Operator;
import org.lienthong.exchange.operator.OperatorSigner;
import org.lienthong.exchange.operator.Operators;
import org.lienthong.exchange.testing.DirectoryFolder;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.exchange.testing.ManualClock;
import org.lienthong.exchange.testing.WaitingDocuments;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.seal.RegisteredKey;
import org.lienthong.message.seal.SealFixtures;

class DirectoryChangesTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private static final KeyPair ANH = pair("Ed25519");
    private static final KeyPair BINH = pair("RSA");
    private static final KeyPair CHI = pair("EC");
    private static final Operator FIRST = new Operator("first", ANH.getPublic());
    private static final Operator SECOND = new Operator("second", BINH.getPublic());
    private static final Operator THIRD = new Operator("third", CHI.getPublic());
    private static final SystemId HCMC = new SystemId("hcmc");
    private static final String KEY = "cd".repeat(32);

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock();
    private final List<Hearing> heard = new ArrayList<>();
    private final OperatorSigner first = new OperatorSigner(FIRST, ANH.getPrivate());
    private final OperatorSigner second = new OperatorSigner(SECOND, BINH.getPrivate());
    private DirectoryFolder files;
    private Directory directory;
    private DirectoryChanges changes;

    @BeforeEach
    void loadTheUsual() {
        DATABASE.clear();
        files = DirectoryFolder.usual(folder);
        load();
        directory = new Directory(DATABASE.dataSource(), clock);
        changes = changesOf(FIRST, SECOND, THIRD);
    }

    @Test
    void aKeyCountsOnceASecondOperatorHasApprovedIt() {
        ProposedChange proposed = changes.propose(first, bind());
        assertThat(proposed.state()).isEqualTo(ProposedChange.State.PENDING);
        assertThat(directory.find(Digest.parse(KEY))).isEmpty();

        changes.approve(second, proposed.sha256().toString());

        assertThat(directory.find(Digest.parse(KEY))).contains(new RegisteredKey(HCMC));
        assertThat(changes.pending()).isEmpty();
        String bound = line("KeyBound");
        assertThat(bound).contains("\"system\":\"hcmc\"").contains("\"change\":\"" + proposed.sha256() + "\"");
        assertThat(line("ChangeProposed")).contains("\"operator\":\"" + FIRST.fingerprint() + "\"");
        assertThat(line("ChangeApproved"))
                .contains("\"change\":\"" + proposed.sha256() + "\"")
                .contains("\"operator\":\"" + SECOND.fingerprint() + "\"")
                .doesNotContain("second");
    }

    @Test
    void whatIsSignedCanBeVerifiedFromTheRowAndTheEvidenceAlone() throws Exception {
        ProposedChange proposed = changes.propose(first, bind());

        assertThat(Digest.sha256(proposed.statement().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(proposed.sha256());
        String signature = line("ChangeProposed").replaceAll(".*\"operatorSignature\":\"([^\"]+)\".*", "$1");
        var verifier = java.security.Signature.getInstance("Ed25519");
        verifier.initVerify(ANH.getPublic());
        verifier.update(proposed.statement().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(verifier.verify(Base64.getDecoder().decode(signature))).isTrue();
        assertThat(proposed.statement())
                .startsWith("lienthong directory change 1\nbus: urn:lienthong:bus:test\nat: 2026-03-02T01:30:00Z\n")
                .endsWith("change: bind-key\nsystem: hcmc\nkey: " + KEY + "\n");
    }

    @Test
    void nobodyApprovesWhatHeProposedAndNobodyApprovesTwice() {
        String proposal = changes.propose(first, bind()).sha256().toString();

        assertRefused(() -> changes.approve(first, proposal), "cannot approve");
        assertThat(directory.find(Digest.parse(KEY))).isEmpty();
        changes.approve(second, proposal);
        assertRefused(() -> changes.approve(second, proposal), "waits no more: APPLIED");
    }

    @Test
    void aProposalIsGoneAfterAWeekAndTheDutyRecordsIt() {
        String proposal = changes.propose(first, bind()).sha256().toString();
        clock.advance(Duration.ofDays(7));

        assertRefused(() -> changes.approve(second, proposal), "waits no more: EXPIRED");
        duty();

        assertThat(line("ChangeExpired")).contains(proposal);
        assertThat(changes.latest(1)).extracting(ProposedChange::state).containsExactly(ProposedChange.State.EXPIRED);
        duty();
        assertThat(lines("ChangeExpired")).hasSize(1);
    }

    @Test
    void aRejectedProposalChangesNothing() {
        String proposal = changes.propose(first, bind()).sha256().toString();

        changes.reject(second, proposal.substring(0, 12));

        assertRefused(() -> changes.approve(second, proposal), "waits no more: REJECTED");
        assertThat(line("ChangeRejected")).contains(proposal);
        assertThat(directory.find(Digest.parse(KEY))).isEmpty();
    }

    @Test
    void whoeverIsNoOperatorAnyMoreNeitherProposesNorStandsByWhatHeProposed() {
        String proposal = changes.propose(first, bind()).sha256().toString();
        DirectoryChanges without = changesOf(SECOND, THIRD);

        assertRefused(() -> without.approve(second, proposal), "no operator in the configuration");
        assertRefused(() -> without.propose(first, bind()), "no operator in the configuration");
        assertThat(directory.find(Digest.parse(KEY))).isEmpty();
    }

    @Test
    void aProposalThatWasTamperedWithInTheDatabaseIsNotApproved() {
        ProposedChange proposed = changes.propose(first, bind());
        DATABASE.jdbc()
                .sql("update directory_change set statement = replace(statement, 'system: hcmc', 'system: vpcp')")
                .update();

        assertRefused(() -> changes.approve(second, proposed.sha256().toString()), "no operator in the configuration");
        assertThat(directory.find(Digest.parse(KEY))).isEmpty();
    }

    @Test
    void keysOfAnotherAreNotSignedWith() {
        assertThatThrownBy(() -> new OperatorSigner(FIRST, CHI.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OperatorSigner(FIRST, pair("Ed25519").getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not that of first");
        assertThatThrownBy(() -> new Operators(List.of(FIRST, new Operator("other", ANH.getPublic()))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bindsTheKeyOfACertificateAndNoOther() throws Exception {
        var certificate = new SealFixtures().vpcp().certificate();
        String der = Base64.getEncoder().encodeToString(certificate.getEncoded());
        String spki = Digest.sha256(certificate.getPublicKey().getEncoded()).toString();

        assertRefused(
                () -> changes.propose(first, change("bind-key", "system=hcmc", "key=" + KEY, "certificate=" + der)),
                "does not hold this key");
        approved(change("bind-key", "system=hcmc", "key=" + spki, "certificate=" + der));

        assertThat(directory.find(Digest.parse(spki))).contains(new RegisteredKey(HCMC));
        assertThat(line("KeyBound")).contains("\"certificate\":\"" + Digest.sha256(certificate.getEncoded()) + "\"");
    }

    @Test
    void aKeyRollsOverWithAnOverlapAndEndsAtItsTime() {
        String next = "ef".repeat(32);
        approved(bind());
        approved(change("bind-key", "system=hcmc", "key=" + next, "from=2026-03-10T00:00:00Z"));
        approved(change("unbind-key", "system=hcmc", "key=" + KEY, "to=2026-03-20T00:00:00Z"));

        assertThat(bound(KEY, "2026-03-09T23:59:59Z")).isTrue();
        assertThat(bound(next, "2026-03-09T23:59:59Z")).isFalse();
        assertThat(bound(KEY, "2026-03-15T00:00:00Z")).isTrue();
        assertThat(bound(next, "2026-03-15T00:00:00Z")).isTrue();
        assertThat(bound(KEY, "2026-03-20T00:00:00Z")).isFalse();
        assertRefused(
                () -> changes.propose(first, change("bind-key", "system=vpcp", "key=" + next)), "bound to system hcmc");
    }

    @Test
    void mandatesAreGivenAndWithdrawnByTwo() {
        approved(change("give-mandate", "system=vpcp", "organ=H49", "scopes=send,status"));
        assertThat(directory.organs(new SystemId("vpcp"), Scope.SEND))
                .containsExactly(new OrganId("G22"), new OrganId("H49"));
        clock.advance(Duration.ofHours(1));

        approved(change("withdraw-mandate", "system=vpcp", "organ=H49"));

        assertThat(directory.organs(new SystemId("vpcp"), Scope.SEND)).containsExactly(new OrganId("G22"));
        assertRefused(
                () -> changes.propose(first, change("withdraw-mandate", "system=vpcp", "organ=H49")), "has no mandate");
        assertRefused(
                () -> changes.propose(first, change("give-mandate", "system=vpcp", "organ=G22", "scopes=send")),
                "no mandate of its own organ");
    }

    @Test
    void oneOperatorOpensRenamesAndClosesAnOrganAndEachIsSignedEvidence() {
        changes.propose(first, change("open-organ", "organ=H37", "name=Lạng Sơn", "kind=UBND", "aliases=28.22.H37"));
        changes.propose(first, change("rename-organ", "organ=H37", "name=UBND tỉnh Lạng Sơn"));
        assertThat(directory.resolve(new OrganId("28.22.H37"))).isEqualTo(new Resolution.Open(new OrganId("H37")));

        changes.propose(second, change("close-organ", "organ=H37", "successor=H49"));

        assertThat(directory.resolve(new OrganId("H37")))
                .isEqualTo(new Resolution.Closed(new OrganId("H37"), List.of(new OrganId("H49"))));
        changes.propose(second, change("set-successor", "organ=H37", "successor=H29"));
        assertThat(((Resolution.Closed) directory.resolve(new OrganId("H37"))).successors())
                .containsExactly(new OrganId("H29"));
        assertThat(line("OrganClosed"))
                .contains("\"operator\":\"" + SECOND.fingerprint() + "\"")
                .contains("\"operatorSignature\":");
        assertThat(changes.latest(10)).hasSize(4).allMatch(change -> change.state() == ProposedChange.State.APPLIED);
    }

    @Test
    void aCodeClosesByItselfOnTheDayThatWasNamed() {
        changes.propose(first, change("close-organ", "organ=H49", "successor=H29", "to=2026-07-01T00:00:00+07:00"));
        assertThat(directory.resolve(new OrganId("H49"))).isEqualTo(new Resolution.Open(new OrganId("H49")));
        duty();
        assertThat(lines("OrganClosed")).isEmpty();

        clock.set(Instant.parse("2026-06-30T17:00:00Z"));
        assertThat(directory.resolve(new OrganId("H49"))).isInstanceOf(Resolution.Closed.class);
        duty();
        duty();

        assertThat(line("OrganClosed")).contains("\"organ\":\"H49\"").contains("\"changed\":[\"state\"]");
        load(); // the file still says OPEN: the decision stands
        assertThat(directory.resolve(new OrganId("H49"))).isInstanceOf(Resolution.Closed.class);
    }

    @Test
    void everyOrganConcernedHearsOfAChangeAndNobodyOfWhatIsNew() {
        heard.clear();
        approved(bind());
        approved(change("give-mandate", "system=vpcp", "organ=H49", "scopes=send"));
        changes.propose(first, change("rename-organ", "organ=H49", "name=Quảng Ninh"));
        changes.propose(first, change("open-organ", "organ=H37", "name=Lạng Sơn", "kind=UBND"));

        assertThat(heard)
                .extracting(hearing -> hearing.organ() + " " + hearing.kind().wire() + " " + hearing.about())
                .containsExactly(
                        "H29 KeyBound H29", "H49 MandateGiven H49", "G22 MandateGiven H49", "H49 OrganChanged H49");
    }

    @Test
    void sendersHearThatAnOrganClosesWhereSomethingOfTheirsStillWaits() {
        WaitingDocuments documents = new WaitingDocuments(DATABASE, clock);
        OrganId g22 = new OrganId("G22");
        OrganId h29 = new OrganId("H29");
        OrganId h49 = new OrganId("H49");
        documents.organs(g22, h29, h49);
        documents.send(g22, h49);
        documents.send(g22, h49);
        var taken = documents.send(h29, h49);
        DATABASE.jdbc()
                .sql("update delivery set state = 'TAKEN' where delivery_id = ?")
                .param(taken.delivery().value())
                .update();
        heard.clear();

        changes.propose(first, change("close-organ", "organ=H49", "successor=H29"));

        assertThat(heard).extracting(Hearing::organ).containsExactly(h49, g22);
        assertThat(heard).allSatisfy(hearing -> assertThat(hearing.successor()).contains(h29));
    }

    @Test
    void whatConcernsAnOrganBecomesANoticeWithItsLineOfEvidence() {
        DirectoryBooks telling = new DirectoryBooks(
                new EventBook(DATABASE.dataSource(), new SecureRandom()),
                new NoticedNews(new NoticeBook(DATABASE.dataSource(), organs -> {})));
        changes = new DirectoryChanges(DATABASE.dataSource(), telling, clock, office(FIRST, SECOND));
        approved(bind());
        approved(change("give-mandate", "system=vpcp", "organ=H49", "scopes=send"));
        changes.propose(first, change("close-organ", "organ=H49", "successor=H29"));

        assertThat(DATABASE.jdbc().sql("""
                                select n.organ_id || ' ' || n.kind || ' ' || (n.detail ->> 'organ') || ' ' || e.kind
                                from notice n join event e on encode(e.sha256, 'hex') = n.detail ->> 'event'
                                order by n.notice_id""").query(String.class).list())
                .containsExactly(
                        "H29 KEY_BOUND H29 KeyBound",
                        "H49 MANDATE_GIVEN H49 MandateGiven",
                        "G22 MANDATE_GIVEN H49 MandateGiven",
                        "H49 ORGAN_CLOSED H49 OrganClosed");
    }

    @Test
    void refusesWhatCannotBe() {
        assertRefused(() -> change("bind-key", "system=hcmc"), "bind-key needs --key");
        assertRefused(() -> change("close-organ", "organ=H49", "name=x"), "takes no --name");
        assertRefused(() -> change("rename-organ", "organ=H49", "name=a\nchange: bind-key"), "--name is not valid");
        assertRefused(
                () -> changes.propose(first, change("bind-key", "system=nobody", "key=" + KEY)), "no system nobody");
        assertRefused(() -> changes.propose(first, change("bind-key", "system=hcmc", "key=12")), "--key is not valid");
        assertRefused(() -> changes.propose(first, change("close-organ", "organ=H77")), "no organ H77");
        assertRefused(() -> changes.propose(first, change("close-organ", "organ=H26.TX")), "closed already");
        assertRefused(
                () -> changes.propose(first, change("open-organ", "organ=H37", "name=x", "kind=UBND", "aliases=H29")),
                "belongs to [H29]");
        changes.propose(first, change("close-organ", "organ=H49", "successor=H29"));
        assertRefused(
                () -> changes.propose(first, change("close-organ", "organ=H29", "successor=H49")), "comes back to H29");
        assertRefused(() -> changes.approve(second, "abc"), "not just one proposal");
        assertThat(lines("ChangeProposed")).isEmpty();
    }

    @Test
    void decisionsStandAgainstTheFilesUntilTheFilesSayTheSame() {
        String filed = "ab".repeat(32);
        files.key("vpcp," + filed);
        load();
        approved(change("unbind-key", "system=vpcp", "key=" + filed));
        approved(bind());
        changes.propose(first, change("open-organ", "organ=H37", "name=Lạng Sơn", "kind=UBND"));
        clock.advance(Duration.ofHours(1));

        assertThat(load()).isEmpty();

        assertThat(directory.find(Digest.parse(filed))).isEmpty();
        assertThat(directory.find(Digest.parse(KEY))).isPresent();
        assertThat(directory.resolve(new OrganId("H37"))).isInstanceOf(Resolution.Open.class);
        files.without("vpcp," + filed).key("hcmc," + KEY).organ("H37,Lạng Sơn,,,UBND,OPEN,,");
        assertThat(load()).isEmpty();
        assertThat(DATABASE.jdbc()
                        .sql("select (select count(*) from system_key where by_command)"
                                + " + (select count(*) from organ where by_command)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static Change bind() {
        return change("bind-key", "system=hcmc", "key=" + KEY);
    }

    private static Change change(String kind, String... fields) {
        Map<ChangeField, String> said = new EnumMap<>(ChangeField.class);
        for (String field : fields) {
            int equals = field.indexOf('=');
            said.put(ChangeField.parse(field.substring(0, equals)).orElseThrow(), field.substring(equals + 1));
        }
        return new Change(ChangeKind.parse(kind).orElseThrow(), said);
    }

    private void approved(Change change) {
        changes.approve(second, changes.propose(first, change).sha256().toString());
    }

    private DirectoryChanges changesOf(Operator... operators) {
        return new DirectoryChanges(DATABASE.dataSource(), books(), clock, office(operators));
    }

    private static DirectoryChanges.Office office(Operator... operators) {
        return new DirectoryChanges.Office(
                new BusUri("urn:lienthong:bus:test"), new Operators(List.of(operators)), new SecureRandom());
    }

    private DirectoryBooks books() {
        return new DirectoryBooks(new EventBook(DATABASE.dataSource(), new SecureRandom()), heard::add);
    }

    private void duty() {
        new DirectoryDuty(DATABASE.dataSource(), books(), clock).run();
    }

    private Map<?, ?> load() {
        return new DirectoryLoader(DATABASE.dataSource(), books(), clock, false).load(files.write());
    }

    private boolean bound(String key, String at) {
        return new Directory(DATABASE.dataSource(), new ManualClock(Instant.parse(at)))
                .find(Digest.parse(key))
                .equals(Optional.of(new RegisteredKey(HCMC)));
    }

    private static String line(String kind) {
        return lines(kind).get(lines(kind).size() - 1);
    }

    private static List<String> lines(String kind) {
        return DATABASE.jdbc()
                .sql("select line from event where kind = ? order by event_id")
                .param(kind)
                .query(String.class)
                .list();
    }

    private static KeyPair pair(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(ThrowingCallable call, String why) {
        assertThatThrownBy(call).isInstanceOf(ChangeRefusedException.class).hasMessageContaining(why);
    }
}
