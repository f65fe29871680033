package org.lienthong.exchange.upload;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.UploadId;

/** Uploads as documents see them: an organ's own complete ones, as long as they last, and no others. */
public final class CompleteUploads {

    private final UploadRows rows;
    private final InstantSource clock;

    /** @param clock the database's */
    public CompleteUploads(DataSource source, InstantSource clock) {
        this.rows = new UploadRows(source);
        this.clock = clock;
    }

    /** @return what is known of those of these that the organ may name */
    public Map<UploadId, AnnouncedUpload> find(OrganId organ, Collection<UploadId> ids) {
        return ids.isEmpty()
                ? Map.of()
                : rows.complete(organ, ids, clock.instant()).stream()
                        .collect(Collectors.toMap(UploadRow::id, UploadRow::announced));
    }

    /**
     * Marks uploads as named by a document and keeps the collector away until the caller's transaction ends.
     *
     * @return those of these that the organ may name still
     */
    public Set<UploadId> use(OrganId organ, Collection<UploadId> ids) {
        return ids.isEmpty() ? Set.of() : rows.use(organ, ids, clock.instant());
    }
}
