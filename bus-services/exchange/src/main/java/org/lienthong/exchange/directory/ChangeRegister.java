package org.lienthong.exchange.directory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.operator.OperatorMark;
import org.lienthong.message.identity.Digest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of signed changes. */
final class ChangeRegister {

    private final JdbcClient database;

    ChangeRegister(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    /** A row with the mark that proves it. */
    record Row(ProposedChange change, OperatorMark mark) {}

    void insert(ProposedChange change, OperatorMark mark) {
        database.sql("""
                        insert into directory_change (sha256, statement, operator, signature, proposed_at, expires_at,
                          state, decided_at)
                        values (:sha256, :statement, :operator, :signature, :at, :expires, :state, :decided)""")
                .param("sha256", change.sha256().bytes())
                .param("statement", change.statement())
                .param("operator", mark.operator().bytes())
                .param("signature", mark.signature())
                .param("at", Timestamp.from(change.proposedAt()))
                .param("expires", Timestamp.from(change.expiresAt()))
                .param("state", change.state().name())
                .param("decided", change.decidedAt().map(Timestamp::from).orElse(null), java.sql.Types.TIMESTAMP)
                .update();
    }

    void decide(Digest sha256, ProposedChange.State state, Instant at, @Nullable OperatorMark mark) {
        database.sql("""
                        update directory_change set state = :state, decided_at = :at, decided_by = :by,
                          decision_signature = :signature where sha256 = :sha256 and state = 'PENDING'""")
                .param("state", state.name())
                .param("at", Timestamp.from(at))
                .param("by", mark == null ? null : mark.operator().bytes(), java.sql.Types.BINARY)
                .param("signature", mark == null ? null : mark.signature(), java.sql.Types.VARCHAR)
                .param("sha256", sha256.bytes())
                .update();
    }

    /** @param start leading hex digits of the digest */
    List<Row> startingWith(String start) {
        return database.sql("select * from directory_change where encode(sha256, 'hex') like :start || '%'")
                .param("start", start)
                .query((row, n) -> row(row))
                .list();
    }

    /** @return the latest first */
    List<Row> latest(int most) {
        return database.sql("select * from directory_change order by change_id desc limit ?")
                .param(most)
                .query((row, n) -> row(row))
                .list();
    }

    List<Row> pending() {
        return database.sql("select * from directory_change where state = 'PENDING' order by change_id")
                .query((row, n) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        byte @Nullable [] decidedBy = row.getBytes("decided_by");
        ProposedChange change = new ProposedChange(
                Digest.of(row.getBytes("sha256")),
                row.getString("statement"),
                ProposedChange.State.valueOf(row.getString("state")),
                Digest.of(row.getBytes("operator")),
                row.getTimestamp("proposed_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                Optional.ofNullable(decidedBy).map(Digest::of),
                StoredDirectory.instant(row, "decided_at"));
        return new Row(change, new OperatorMark(change.operator(), row.getString("signature")));
    }
}
