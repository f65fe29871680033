package org.lienthong.exchange.directory;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.lienthong.exchange.directory.ChangeRegister.Row;
import org.lienthong.exchange.directory.ProposedChange.State;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.exchange.operator.OperatorMark;
import org.lienthong.exchange.operator.OperatorSigner;
import org.lienthong.exchange.operator.Operators;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.Digest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes of the directory by command, each signed by its operator, each a line of evidence in the transaction of the
 * change. What gives or takes the power to act for an organ waits for a second operator, a week at most. A running bus reads
 * the rows at every request, so a change counts from its commit on.
 */
public final class DirectoryChanges {

    /** How long a proposal waits for a second operator. */
    public static final Duration PATIENCE = Duration.ofDays(7);

    private static final Pattern START = Pattern.compile("[0-9a-f]{12,64}");
    private static final int NONCE_BYTES = 16;

    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private final ChangeRegister register;
    private final EventBook events;
    private final DirectoryWriter writer;
    private final InstantSource clock;
    private final Office office;

    /** Whose directory it is and who may change it. */
    public record Office(BusUri bus, Operators operators, SecureRandom random) {}

    public DirectoryChanges(DataSource source, DirectoryBooks books, InstantSource clock, Office office) {
        this.database = new JdbcTemplate(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.register = new ChangeRegister(source);
        this.events = books.events();
        this.writer = new DirectoryWriter(database, books);
        this.clock = clock;
        this.office = office;
    }

    /**
     * Makes the change, or leaves it for a second operator if it needs two.
     *
     * @throws ChangeRefusedException if it could not be made as things are
     */
    public ProposedChange propose(OperatorSigner operator, Change change) {
        return underLock(() -> {
            Instant now = now();
            String statement = ChangeStatement.of(office.bus(), now, nonce(), change);
            Digest sha256 = Digest.sha256(statement.getBytes(StandardCharsets.UTF_8));
            OperatorMark mark = operator.sign(statement);
            requireVouched(mark, statement);
            EventFacts origin = origin(sha256, mark);
            DirectoryUpdate update = DirectoryUpdate.byCommand(now, origin);
            new ChangeApplication(database, update)
                    .apply(change); // two operators or one: what cannot be made is told now
            boolean waits = change.kind().needsTwo();
            ProposedChange proposed = new ProposedChange(
                    sha256,
                    statement,
                    waits ? State.PENDING : State.APPLIED,
                    mark.operator(),
                    now,
                    now.plus(PATIENCE),
                    Optional.empty(),
                    waits ? Optional.empty() : Optional.of(now));
            register.insert(proposed, mark);
            if (waits) {
                Digest unused = events.append(EventDraft.of(EventKind.CHANGE_PROPOSED, now, origin));
            } else {
                writer.write(update);
            }
            return proposed;
        });
    }

    /**
     * @param start 12 or more leading digits of the proposal's SHA-256
     * @throws ChangeRefusedException if it is not pending, expired, proposed by the same key or by one that is no operator
     *     any more, or if the change cannot be made any more
     */
    public ProposedChange approve(OperatorSigner operator, String start) {
        return underLock(() -> {
            Row row = pending(start);
            Instant now = now();
            OperatorMark mark = approval(operator, row);
            EventFacts link =
                    EventFacts.none().with(EventField.CHANGE, row.change().sha256());
            DirectoryUpdate update = DirectoryUpdate.byCommand(now, link);
            new ChangeApplication(database, update)
                    .apply(ChangeStatement.change(office.bus(), row.change().statement()));
            Digest unused = events.append(EventDraft.of(
                    EventKind.CHANGE_APPROVED, now, origin(row.change().sha256(), mark)));
            writer.write(update);
            return decided(row, State.APPLIED, now, mark);
        });
    }

    /** As {@link #approve}; nothing changes. Its own proposer may take it back so. */
    public ProposedChange reject(OperatorSigner operator, String start) {
        return underLock(() -> {
            Row row = pending(start);
            Instant now = now();
            String words = ChangeStatement.decision(office.bus(), row.change().sha256(), "reject");
            OperatorMark mark = operator.sign(words);
            requireVouched(mark, words);
            Digest unused = events.append(EventDraft.of(
                    EventKind.CHANGE_REJECTED, now, origin(row.change().sha256(), mark)));
            return decided(row, State.REJECTED, now, mark);
        });
    }

    /** @return the oldest first */
    public List<ProposedChange> pending() {
        return register.pending().stream().map(Row::change).toList();
    }

    /** @return the latest first */
    public List<ProposedChange> latest(int most) {
        return register.latest(most).stream().map(Row::change).toList();
    }

    private Row pending(String start) {
        List<Row> found = START.matcher(start).matches() ? register.startingWith(start) : List.of();
        if (found.size() != 1) {
            throw ChangeApplication.refused(
                    "không có đúng một đề xuất có mã băm bắt đầu bằng " + start + " (ít nhất 12 chữ số)",
                    "not just one proposal has a digest that starts with " + start + " (12 digits at least)");
        }
        ProposedChange change = found.get(0).change();
        if (change.state() != State.PENDING || !change.expiresAt().isAfter(now())) {
            throw ChangeApplication.refused(
                    "đề xuất không còn chờ: " + (change.state() == State.PENDING ? State.EXPIRED : change.state()),
                    "the proposal waits no more: "
                            + (change.state() == State.PENDING ? State.EXPIRED : change.state()));
        }
        return found.get(0);
    }

    private OperatorMark approval(OperatorSigner operator, Row row) {
        if (operator.fingerprint().equals(row.change().operator())) {
            throw ChangeApplication.refused(
                    "người đề xuất không thể tự phê duyệt", "whoever proposed it cannot approve it");
        }
        requireVouched(row.mark(), row.change().statement()); // he may have been struck off since
        String words = ChangeStatement.decision(office.bus(), row.change().sha256(), "approve");
        OperatorMark mark = operator.sign(words);
        requireVouched(mark, words);
        return mark;
    }

    private void requireVouched(OperatorMark mark, String words) {
        if (!office.operators().vouchFor(mark, words)) {
            throw ChangeApplication.refused(
                    "chữ ký không phải của người vận hành nào trong cấu hình: " + mark.operator(),
                    "the signature is of no operator in the configuration: " + mark.operator());
        }
    }

    private ProposedChange decided(Row row, State state, Instant at, OperatorMark mark) {
        ProposedChange was = row.change();
        register.decide(was.sha256(), state, at, mark);
        return new ProposedChange(
                was.sha256(),
                was.statement(),
                state,
                was.operator(),
                was.proposedAt(),
                was.expiresAt(),
                Optional.of(mark.operator()),
                Optional.of(at));
    }

    private static EventFacts origin(Digest change, OperatorMark mark) {
        return EventFacts.none()
                .with(EventField.CHANGE, change)
                .with(EventField.OPERATOR, mark.operator())
                .with(EventField.OPERATOR_SIGNATURE, mark.signature());
    }

    private ProposedChange underLock(Supplier<ProposedChange> work) {
        return Optional.ofNullable(transaction.execute(begun -> {
                    DirectoryUpdate.lock(database);
                    return work.get();
                }))
                .orElseThrow();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private String nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        office.random().nextBytes(nonce);
        return HexFormat.of().formatHex(nonce);
    }
}
