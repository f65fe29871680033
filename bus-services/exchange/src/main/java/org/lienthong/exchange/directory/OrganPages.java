package org.lienthong.exchange.directory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The directory for those who keep a copy of it. Organs come in the order of their last change; one that changes while a
 * caller reads on moves to the end, before him: he may see it twice, he never misses it.
 */
public final class OrganPages {

    private static final int MOST = 500;

    private final JdbcClient database;
    private final InstantSource clock;
    private final int most;

    public OrganPages(DataSource source, InstantSource clock) {
        this(source, clock, MOST);
    }

    OrganPages(DataSource source, InstantSource clock, int most) {
        this.database = JdbcClient.create(source);
        this.clock = clock;
        this.most = most;
    }

    /** One statement, so one snapshot: the version never promises an organ that the page cannot see. */
    public OrganPage from(OrganCursor cursor) {
        Instant now = clock.instant();
        AtomicLong directory = new AtomicLong();
        List<OrganEntry> organs = new ArrayList<>();
        database.sql("""
                        select v.directory, o.* from (select coalesce(max(version), 0) as directory from organ) v
                        left join lateral (
                          select organ.*, (select array_agg(a.alias order by a.alias) from organ_alias a
                                           where a.organ_id = organ.organ_id) as aliases
                          from organ where (version, organ_id) > (:version, :organ)
                          order by version, organ_id limit :most) o on true
                        order by o.version, o.organ_id""")
                .param("version", cursor.version())
                .param("organ", cursor.organ())
                .param("most", most + 1)
                .query(row -> {
                    directory.set(row.getLong("directory"));
                    if (row.getString("organ_id") != null) {
                        organs.add(OrganEntry.of(StoredDirectory.organ(row).at(now), row.getLong("version")));
                    }
                });
        if (organs.size() <= most) {
            return new OrganPage(directory.get(), organs, Optional.empty());
        }
        List<OrganEntry> page = organs.subList(0, most);
        OrganEntry last = page.get(most - 1);
        return new OrganPage(
                directory.get(),
                page,
                Optional.of(new OrganCursor(last.version(), last.organ().value())));
    }
}
