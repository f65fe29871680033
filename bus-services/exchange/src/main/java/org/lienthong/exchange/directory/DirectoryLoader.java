package org.lienthong.exchange.directory;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.lienthong.exchange.directory.DirectoryRows.BoundKey;
import org.lienthong.exchange.directory.DirectoryRows.Machine;
import org.lienthong.exchange.directory.DirectoryRows.Mandate;
import org.lienthong.exchange.directory.DirectoryRows.MandateKey;
import org.lienthong.exchange.directory.DirectoryRows.Organ;
import org.lienthong.exchange.directory.StoredDirectory.StoredKey;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the directory to what a folder of CSV files says. */
public final class DirectoryLoader {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLoader.class);

    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private final EventBook events;
    private final InstantSource clock;

    public DirectoryLoader(DataSource source, EventBook events, InstantSource clock) {
        this.database = new JdbcTemplate(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.events = events;
        this.clock = clock;
    }

    /**
     * Applies the differences, each with its event, in one transaction. Loading the same again changes nothing. What the
     * files no longer name is taken away (keys unbound, mandates withdrawn); an organ never is: it is set to CLOSED.
     *
     * @param folder organs.csv, systems.csv, keys.csv, mandates.csv and the certificates that keys.csv names
     * @return how many changes of each kind; empty if the directory said the same before
     * @throws DirectoryRefusedException every fault of every file; nothing was loaded
     */
    public Map<EventKind, Integer> load(Path folder) {
        RowFaults faults = new RowFaults();
        DirectoryRows wanted = DirectoryFiles.read(folder, faults);
        faults.refuse();
        Map<EventKind, Integer> changes =
                Optional.ofNullable(transaction.execute(begun -> apply(wanted))).orElseThrow();
        LOG.info("Directory loaded from {}: {}", folder, changes.isEmpty() ? "no change" : changes);
        return changes;
    }

    private Map<EventKind, Integer> apply(DirectoryRows wanted) {
        database.execute("lock table organ in share row exclusive mode"); // one load at a time; readers go on
        StoredDirectory stored = StoredDirectory.read(database);
        requireEveryOrganNamed(stored, wanted);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        DirectoryUpdate update = new DirectoryUpdate(now);
        wanted.organs().values().forEach(organ -> organ(update, stored.organs(), organ));
        wanted.systems().values().forEach(machine -> system(update, stored.systems(), machine));
        keys(update, stored.keys(), wanted.keys());
        mandates(update, stored.mandates(), wanted.mandates(), now);
        if (!update.events().isEmpty()) {
            update.write(database);
            events.appendAll(update.events());
        }
        return update.changes();
    }

    private static void requireEveryOrganNamed(StoredDirectory stored, DirectoryRows wanted) {
        RowFaults faults = new RowFaults();
        for (OrganId organ : stored.organs().keySet()) {
            if (!wanted.organs().containsKey(organ)) {
                faults.add(
                        DirectoryFiles.ORGANS,
                        0,
                        "organ_id",
                        "thiếu cơ quan " + organ + " đã có trong danh bạ; muốn đóng mã thì ghi CLOSED",
                        "organ " + organ + " of the directory is missing; to close it, say CLOSED");
            }
        }
        faults.refuse();
    }

    private static void organ(DirectoryUpdate update, Map<OrganId, Organ> stored, Organ organ) {
        Organ before = stored.get(organ.id());
        if (before == null) {
            update.organ(EventKind.ORGAN_REGISTERED, organ, List.of());
        } else if (!before.equals(organ)) {
            boolean closes = organ.state().equals("CLOSED") && !before.state().equals("CLOSED");
            update.organ(closes ? EventKind.ORGAN_CLOSED : EventKind.ORGAN_CHANGED, organ, changed(before, organ));
        }
    }

    private static List<String> changed(Organ before, Organ after) {
        List<String> changed = new ArrayList<>();
        differ(changed, "name", before.name(), after.name());
        differ(changed, "code102", before.code102(), after.code102());
        differ(changed, "parent", before.parent(), after.parent());
        differ(changed, "organKind", before.kind(), after.kind());
        differ(changed, "state", before.state(), after.state());
        differ(changed, "successor", before.successor(), after.successor());
        differ(changed, "contactPoint", before.contactPoint(), after.contactPoint());
        return changed;
    }

    private static void differ(List<String> changed, String column, Object before, Object after) {
        if (!before.equals(after)) {
            changed.add(column);
        }
    }

    private static void system(DirectoryUpdate update, Map<SystemId, Machine> stored, Machine machine) {
        Machine before = stored.get(machine.id());
        if (before == null) {
            update.system(EventKind.SYSTEM_REGISTERED, machine);
        } else if (!before.equals(machine)) {
            update.system(EventKind.SYSTEM_CHANGED, machine);
        }
    }

    private static void keys(DirectoryUpdate update, Map<Digest, StoredKey> stored, Map<Digest, BoundKey> wanted) {
        stored.forEach((spki, before) -> {
            BoundKey after = wanted.get(spki);
            if (before.active() && (after == null || !after.system().equals(before.system()))) {
                update.unbind(spki, before.system().value());
            }
        });
        wanted.forEach((spki, after) -> {
            StoredKey before = stored.get(spki);
            if (before == null || !before.active() || !before.says(after)) {
                update.bind(after);
            }
        });
    }

    private static void mandates(
            DirectoryUpdate update, Map<MandateKey, Mandate> stored, Map<MandateKey, Mandate> wanted, Instant now) {
        stored.forEach((key, before) -> {
            boolean ended = before.to().filter(to -> !to.isAfter(now)).isPresent();
            boolean neverBegan =
                    before.to().filter(to -> !to.isAfter(key.from())).isPresent();
            if (!ended && !neverBegan && !before.equals(wanted.get(key))) {
                update.withdraw(before);
            }
        });
        wanted.forEach((key, after) -> {
            if (!after.equals(stored.get(key))) {
                update.give(after);
            }
        });
    }
}
