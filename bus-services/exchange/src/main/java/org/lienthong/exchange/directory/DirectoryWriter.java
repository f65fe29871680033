package org.lienthong.exchange.directory;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lienthong.exchange.directory.DirectoryRows.Machine;
import org.lienthong.exchange.directory.DirectoryUpdate.Concern;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes an update: rows, lines of evidence, and word to every organ that it concerns. */
final class DirectoryWriter {

    private final JdbcTemplate database;
    private final DirectoryBooks books;

    DirectoryWriter(JdbcTemplate database, DirectoryBooks books) {
        this.database = database;
        this.books = books;
    }

    /** MUST be called under {@link DirectoryUpdate#lock}. */
    void write(DirectoryUpdate update) {
        if (update.events().isEmpty()) {
            return;
        }
        update.write(database);
        List<Digest> lines = books.events().appendAll(update.events());
        Set<OrganId> fresh = update.concerns().stream()
                .filter(concern -> concern.kind() == EventKind.ORGAN_REGISTERED)
                .flatMap(concern -> concern.organ().stream())
                .collect(Collectors.toSet());
        for (int i = 0; i < lines.size(); i++) {
            Concern concern = update.concerns().get(i);
            Digest line = lines.get(i);
            whoMustHear(concern).stream()
                    .filter(organ -> !fresh.contains(organ))
                    .map(organ -> hearing(organ, concern, update.now(), line))
                    .forEach(books.news()::tell);
        }
    }

    private static Hearing hearing(OrganId organ, Concern concern, Instant at, Digest line) {
        return new Hearing(organ, concern.kind(), concern.organ().orElse(organ), concern.successor(), at, line);
    }

    /**
     * The organ itself, or the organ of the system; of a closed one also every organ with something on its way there. An organ
     * registered by the same update hears nothing: there is nobody yet.
     */
    private Set<OrganId> whoMustHear(Concern concern) {
        Set<OrganId> organs = new LinkedHashSet<>();
        if (concern.kind() == EventKind.ORGAN_REGISTERED) {
            return organs;
        }
        concern.organ().ifPresent(organs::add);
        Optional<Machine> machine = concern.system().flatMap(system -> StoredDirectory.system(database, system));
        machine.ifPresent(owner -> organs.add(owner.organ()));
        if (concern.kind() == EventKind.ORGAN_CLOSED) {
            concern.organ().ifPresent(closed -> organs.addAll(sendersTo(closed)));
        }
        return organs;
    }

    private List<OrganId> sendersTo(OrganId closed) {
        return database.query("""
                select distinct doc.from_organ from delivery d join document doc on doc.document_key = d.document_key
                where d.organ_id = ? and d.state in ('WAITING', 'LEASED', 'SERVED') order by doc.from_organ""", (row, n) -> new OrganId(row.getString(1)), closed.value());
    }
}
