package org.lienthong.exchange.directory;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.lienthong.exchange.evidence.EventBook;
import org.lienthong.exchange.evidence.EventDraft;
import org.lienthong.message.evidence.EventFacts;
import org.lienthong.message.evidence.EventField;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the inboxes to what {@code inboxes.csv} of the directory's folder says. To be called after {@link DirectoryLoader}. */
public final class InboxLoader {

    private static final String FILE = "inboxes.csv";
    private static final CsvTable.Columns COLUMNS =
            new CsvTable.Columns(List.of("organ_id", "system_id", "url", "mode", "state"), List.of());
    private static final Set<String> MODES = Set.of("NOTIFY", "DELIVER");
    private static final Set<String> STATES = Set.of("PROPOSED", "APPROVED", "SUSPENDED");
    private static final Set<String> SCHEMES = Set.of("https", "http");

    private final JdbcTemplate database;
    private final TransactionTemplate transaction;
    private final EventBook events;
    private final InstantSource clock;

    public InboxLoader(DataSource source, EventBook events, InstantSource clock) {
        this.database = new JdbcTemplate(source);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        this.events = events;
        this.clock = clock;
    }

    /** Row of inboxes.csv. */
    private record Said(OrganId organ, SystemId system, String url, String mode, String state) {

        Said suspended() {
            return new Said(organ, system, url, mode, "SUSPENDED");
        }
    }

    /**
     * Applies the differences, each with its event, in one transaction. A folder without the file changes nothing; an inbox
     * that the file no longer names is SUSPENDED.
     *
     * @return how many inboxes changed
     * @throws DirectoryRefusedException every fault of the file; nothing was loaded
     */
    public int load(Path folder) {
        if (!Files.exists(folder.resolve(FILE))) {
            return 0;
        }
        RowFaults faults = new RowFaults();
        Map<OrganId, Said> wanted = read(folder, faults);
        faults.refuse();
        return Optional.ofNullable(transaction.execute(begun -> apply(wanted))).orElseThrow();
    }

    private Map<OrganId, Said> read(Path folder, RowFaults faults) {
        Map<OrganId, Said> wanted = new LinkedHashMap<>();
        for (CsvRow row : CsvTable.read(folder, FILE, COLUMNS, faults)) {
            Optional<OrganId> organ = row.requiredOrgan("organ_id").filter(id -> known(row, "organ_id", id.value()));
            Optional<SystemId> system =
                    row.requiredSystem("system_id").filter(id -> known(row, "system_id", id.value()));
            Optional<String> url = row.required("url").filter(text -> isAddress(row, text));
            Optional<String> mode = oneOf(row, "mode", MODES);
            Optional<String> state = oneOf(row, "state", STATES);
            if (organ.isPresent() && system.isPresent() && url.isPresent() && mode.isPresent() && state.isPresent()) {
                Said said = new Said(organ.get(), system.get(), url.get(), mode.get(), state.get());
                if (wanted.put(said.organ(), said) != null) {
                    row.fault("organ_id", "bị ghi hai lần", "named twice");
                }
            }
        }
        return wanted;
    }

    private boolean known(CsvRow row, String column, String id) {
        String table = column.equals("organ_id") ? "organ" : "system";
        boolean known = Boolean.TRUE.equals(database.queryForObject(
                "select exists (select from " + table + " where " + column + " = ?)", Boolean.class, id));
        if (!known) {
            row.fault(column, "không có trong danh bạ: " + id, "not in the directory: " + id);
        }
        return known;
    }

    private static boolean isAddress(CsvRow row, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null
                    && SCHEMES.contains(String.valueOf(uri.getScheme()))
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null) {
                return true;
            }
        } catch (URISyntaxException broken) {
            // told below
        }
        row.fault("url", "không phải địa chỉ https: " + text, "not an https address: " + text);
        return false;
    }

    private static Optional<String> oneOf(CsvRow row, String column, Set<String> words) {
        return row.required(column).filter(word -> {
            if (!words.contains(word)) {
                String list = String.join(", ", words.stream().sorted().toList());
                row.fault(column, "phải là một trong " + list, "must be one of " + list);
            }
            return words.contains(word);
        });
    }

    private int apply(Map<OrganId, Said> wanted) {
        database.execute("lock table inbox in share row exclusive mode"); // one load at a time
        Map<OrganId, Said> stored = stored();
        List<Said> changes = new ArrayList<>();
        wanted.forEach((organ, said) -> {
            if (!said.equals(stored.get(organ))) {
                changes.add(said);
            }
        });
        stored.forEach((organ, said) -> {
            if (!wanted.containsKey(organ) && !said.equals(said.suspended())) {
                changes.add(said.suspended());
            }
        });
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        changes.forEach(said -> write(said, now));
        events.appendAll(changes.stream().map(said -> fact(said, now)).toList());
        return changes.size();
    }

    private Map<OrganId, Said> stored() {
        Map<OrganId, Said> stored = new LinkedHashMap<>();
        database.query("select organ_id, system_id, url, mode, state from inbox order by organ_id", row -> {
            Said said = new Said(
                    new OrganId(row.getString("organ_id")),
                    new SystemId(row.getString("system_id")),
                    row.getString("url"),
                    row.getString("mode"),
                    row.getString("state"));
            stored.put(said.organ(), said);
        });
        return stored;
    }

    /** A new address starts with a clean slate; an operator's stop stays. */
    private void write(Said said, Instant now) {
        database.update(
                """
                insert into inbox (organ_id, system_id, url, mode, state, since, next_at, claimed_until)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (organ_id) do update set system_id = excluded.system_id, url = excluded.url, mode = excluded.mode,
                  state = excluded.state, since = excluded.since, failures = 0, failing_since = null, last_failure = null,
                  alarm_at = null, notified_at = null, next_at = excluded.next_at""",
                said.organ().value(),
                said.system().value(),
                said.url(),
                said.mode(),
                said.state(),
                Timestamp.from(now),
                Timestamp.from(now),
                Timestamp.from(now));
    }

    private static EventDraft fact(Said said, Instant now) {
        return EventDraft.of(
                EventKind.INBOX_CHANGED,
                now,
                EventFacts.none()
                        .with(EventField.SYSTEM, said.system())
                        .with(EventField.INBOX, Digest.sha256(said.url().getBytes(StandardCharsets.UTF_8)))
                        .with(EventField.ORGAN, said.organ())
                        .with(EventField.INBOX_MODE, said.mode())
                        .with(EventField.STATE, said.state()));
    }
}
