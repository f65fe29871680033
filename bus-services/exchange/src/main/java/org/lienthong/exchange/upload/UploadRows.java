package org.lienthong.exchange.upload;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.lienthong.exchange.directory.Caller;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.UploadId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of uploads, written by compare-and-set. */
final class UploadRows {

    private final JdbcClient database;

    UploadRows(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    /** What an organ has announced and no document has named. */
    record Held(int open, long bytes) {}

    /** Lets one upload of the organ be prepared at a time, until the transaction ends. */
    Held lockHeld(OrganId organ) {
        database.sql("select 1 from organ where organ_id = :organ for no key update")
                .param("organ", organ.value())
                .query(Integer.class)
                .single();
        return database.sql("""
                        select count(*) filter (where state = 'OPEN') as open, coalesce(sum(length), 0) as bytes
                        from upload where organ_id = :organ and state in ('OPEN', 'COMPLETE')""")
                .param("organ", organ.value())
                .query((row, n) -> new Held(row.getInt("open"), row.getLong("bytes")))
                .single();
    }

    void insert(UploadKey key, Caller caller, AnnouncedUpload upload, Instant now, Instant expiresAt) {
        database.sql("""
                        insert into upload (upload_id, organ_id, system_id, token_sha256, length, sha256, media_type,
                          received, state, prepared_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, 0, 'OPEN', ?, ?)""")
                .params(
                        key.id().value(),
                        caller.organ().value(),
                        caller.system().value(),
                        key.token().sha256().bytes(),
                        upload.length(),
                        upload.sha256().bytes(),
                        upload.mediaType(),
                        at(now),
                        at(expiresAt))
                .update();
    }

    /** Looks under the token, which nobody guesses: whatever else is wrong costs the same. */
    Optional<UploadRow> find(UploadKey key, Instant now) {
        return database.sql("select " + UploadRow.COLUMNS
                        + " from upload where token_sha256 = :token and expires_at > :now")
                .param("token", key.token().sha256().bytes())
                .param("now", at(now))
                .query(UploadRow::read)
                .optional()
                .filter(row -> row.id().equals(key.id()));
    }

    /** @return of these the organ's complete ones */
    List<UploadRow> complete(OrganId organ, Collection<UploadId> ids, Instant now) {
        return database.sql("select " + UploadRow.COLUMNS + " from upload where upload_id = any(:ids)"
                        + " and organ_id = :organ and state in ('COMPLETE', 'USED') and expires_at > :now")
                .param("ids", values(ids))
                .param("organ", organ.value())
                .param("now", at(now))
                .query(UploadRow::read)
                .list();
    }

    /** @return whether the row stood as it was read */
    boolean stand(UploadRow row, long received, Instant expiresAt) {
        return database.sql("""
                                update upload set received = :received, expires_at = :expires
                                where upload_id = :id and state = 'OPEN' and received = :before""")
                        .param("received", received)
                        .param("expires", at(expiresAt))
                        .param("id", row.id().value())
                        .param("before", row.received())
                        .update()
                == 1;
    }

    /** @return whether the row stood as it was read */
    boolean complete(UploadRow row, Instant now, Instant expiresAt) {
        return database.sql("""
                                update upload set received = length, state = 'COMPLETE', completed_at = :now,
                                  expires_at = :expires
                                where upload_id = :id and state = 'OPEN' and received = :before""")
                        .param("now", at(now))
                        .param("expires", at(expiresAt))
                        .param("id", row.id().value())
                        .param("before", row.received())
                        .update()
                == 1;
    }

    /** Locks in one order, so that two documents with the same uploads do not wait for each other. */
    Set<UploadId> use(OrganId organ, Collection<UploadId> ids, Instant now) {
        List<UUID> locked = database.sql("""
                        select upload_id from upload where upload_id = any(:ids) and organ_id = :organ
                          and state in ('COMPLETE', 'USED') and expires_at > :now
                        order by upload_id for update""")
                .param("ids", values(ids))
                .param("organ", organ.value())
                .param("now", at(now))
                .query(UUID.class)
                .list();
        database.sql("""
                        update upload set state = 'USED', used_at = coalesce(used_at, :now)
                        where upload_id = any(:ids)""")
                .param("ids", locked.toArray(UUID[]::new))
                .param("now", at(now))
                .update();
        return locked.stream().map(UploadId::new).collect(Collectors.toSet());
    }

    /** @return whose time is over: their rows are gone; what a transaction is using is left for another time */
    List<UploadId> removeExpired(Instant now, int most) {
        return database.sql("""
                        delete from upload where upload_id in (
                          select upload_id from upload where expires_at <= :now
                          order by expires_at limit :most for update skip locked)
                        returning upload_id""")
                .param("now", at(now))
                .param("most", most)
                .query((row, n) -> new UploadId(row.getObject("upload_id", UUID.class)))
                .list();
    }

    Set<UploadId> present(Collection<UploadId> ids) {
        return Set.copyOf(database.sql("select upload_id from upload where upload_id = any(:ids)")
                .param("ids", values(ids))
                .query((row, n) -> new UploadId(row.getObject("upload_id", UUID.class)))
                .list());
    }

    private static UUID[] values(Collection<UploadId> ids) {
        return ids.stream().map(UploadId::value).distinct().toArray(UUID[]::new);
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
