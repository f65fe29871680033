package org.lienthong.exchange.directory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.directory.CsvTable.Columns;
import org.lienthong.exchange.directory.DirectoryRows.BoundKey;
import org.lienthong.exchange.directory.DirectoryRows.Machine;
import org.lienthong.exchange.directory.DirectoryRows.Mandate;
import org.lienthong.exchange.directory.DirectoryRows.MandateKey;
import org.lienthong.exchange.directory.DirectoryRows.Organ;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;

/** Reads and checks the four files of a directory. */
final class DirectoryFiles {

    static final String SYSTEMS = "systems.csv";
    static final String KEYS = "keys.csv";
    static final String MANDATES = "mandates.csv";

    private static final Pattern SPKI = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;
    private final Map<OrganId, Organ> organs;
    private final Map<Object, Long> lines = new HashMap<>();
    private final Map<SystemId, Machine> systems = new LinkedHashMap<>();
    private final Map<Digest, BoundKey> keys = new LinkedHashMap<>();
    private final Map<MandateKey, Mandate> mandates = new LinkedHashMap<>();

    private DirectoryFiles(Path folder, Map<OrganId, Organ> organs) {
        this.folder = folder;
        this.organs = organs;
    }

    /** @return everything the files say; of use only if there are no faults */
    static DirectoryRows read(Path folder, RowFaults faults) {
        CsvSource source = new CsvSource(folder, faults);
        DirectoryFiles files = new DirectoryFiles(folder, OrganFile.read(source));
        source.rows(SYSTEMS, new Columns(List.of("system_id", "organ_id", "name"), List.of()))
                .forEach(files::system);
        source.rows(KEYS, new Columns(List.of("system_id", "key"), List.of("bound_at", "unbound_at")))
                .forEach(files::key);
        source.rows(
                        MANDATES,
                        new Columns(List.of("system_id", "organ_id", "scopes", "valid_from", "valid_to"), List.of()))
                .forEach(files::mandate);
        return new DirectoryRows(files.organs, files.systems, files.keys, files.mandates, files.lines);
    }

    private void system(CsvRow row) {
        Optional<SystemId> id = row.requiredSystem("system_id");
        Optional<OrganId> organ = knownOrgan(row);
        Optional<String> name = row.required("name");
        if (id.isPresent() && organ.isPresent() && name.isPresent()) {
            once(row, "system_id", systems.put(id.get(), new Machine(id.get(), organ.get(), name.get())));
            lines.put(id.get(), row.line());
        }
    }

    private void key(CsvRow row) {
        Optional<SystemId> system = knownSystem(row);
        Optional<String> cell = row.required("key");
        if (system.isEmpty() || cell.isEmpty()) {
            return;
        }
        CsvRow.Span bound = row.span("bound_at", "unbound_at");
        Optional<X509Certificate> certificate = Optional.empty();
        Digest spki;
        if (SPKI.matcher(cell.get()).matches()) {
            spki = Digest.parse(cell.get());
        } else {
            certificate = certificate(row, cell.get());
            if (certificate.isEmpty()) {
                return;
            }
            spki = Digest.sha256(certificate.get().getPublicKey().getEncoded());
        }
        BoundKey key = new BoundKey(spki, system.get(), certificate, bound.from(), bound.to());
        once(row, "key", keys.put(spki, key));
        lines.put(spki, row.line());
    }

    private Optional<X509Certificate> certificate(CsvRow row, String name) {
        try {
            Path path = folder.resolve(name).normalize();
            if (path.startsWith(folder.normalize())) {
                try (InputStream in = Files.newInputStream(path)) {
                    return Optional.of((X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in));
                }
            }
        } catch (IOException | CertificateException | InvalidPathException unreadable) {
            // told below
        }
        row.fault(
                "key",
                "không phải SHA-256 (64 chữ số hex) và không đọc được chứng thư số trong tệp " + name,
                "neither a SHA-256 in 64 hex digits nor a file here that holds a certificate: " + name);
        return Optional.empty();
    }

    private void mandate(CsvRow row) {
        Optional<SystemId> system = knownSystem(row);
        Optional<OrganId> organ = knownOrgan(row);
        SortedSet<String> scopes = scopes(row);
        row.required("valid_from");
        CsvRow.Span valid = row.span("valid_from", "valid_to");
        Optional<Instant> from = valid.from();
        if (system.isEmpty() || organ.isEmpty() || from.isEmpty()) {
            return;
        }
        Machine machine = systems.get(system.get());
        if (machine != null && machine.organ().equals(organ.get())) {
            row.fault(
                    "organ_id",
                    "hệ thống không cần uỷ quyền của chính cơ quan mình",
                    "a system needs no mandate of its own organ");
        }
        MandateKey key = new MandateKey(system.get(), organ.get(), from.get());
        once(row, "valid_from", mandates.put(key, new Mandate(key, scopes, valid.to())));
        lines.put(key, row.line());
    }

    private static SortedSet<String> scopes(CsvRow row) {
        SortedSet<String> scopes = new TreeSet<>();
        row.required("scopes").ifPresent(cell -> scopes.addAll(row.list("scopes")));
        for (String scope : scopes) {
            if (Scope.parse(scope).isEmpty()) {
                row.fault("scopes", "không có phạm vi " + scope, "no such scope: " + scope);
            }
        }
        return scopes;
    }

    private Optional<OrganId> knownOrgan(CsvRow row) {
        return row.requiredOrgan("organ_id").filter(organ -> {
            if (!organs.containsKey(organ)) {
                row.fault(
                        "organ_id",
                        "không có trong " + OrganFile.NAME + ": " + organ,
                        "not in " + OrganFile.NAME + ": " + organ);
            }
            return organs.containsKey(organ);
        });
    }

    private Optional<SystemId> knownSystem(CsvRow row) {
        return row.requiredSystem("system_id").filter(system -> {
            if (!systems.containsKey(system)) {
                row.fault(
                        "system_id", "không có trong " + SYSTEMS + ": " + system, "not in " + SYSTEMS + ": " + system);
            }
            return systems.containsKey(system);
        });
    }

    private static void once(CsvRow row, String column, @Nullable Object before) {
        if (before != null) {
            row.fault(column, "bị ghi hai lần", "named twice");
        }
    }
}
