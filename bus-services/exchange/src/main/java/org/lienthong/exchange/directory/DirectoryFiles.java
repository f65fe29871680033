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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

    static final String ORGANS = "organs.csv";
    private static final String SYSTEMS = "systems.csv";
    private static final String KEYS = "keys.csv";
    private static final String MANDATES = "mandates.csv";

    private static final Set<String> STATES = Set.of("OPEN", "CLOSED", "NOT_CONNECTED");
    private static final Pattern SPKI = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LIST = Pattern.compile("[\\s|;]+");

    private final Path folder;
    private final RowFaults faults;
    private final Map<OrganId, Organ> organs = new LinkedHashMap<>();
    private final Set<String> codes = new HashSet<>();
    private final Set<OrganId> aliases = new HashSet<>();
    private final Map<SystemId, Machine> systems = new LinkedHashMap<>();
    private final Map<Digest, BoundKey> keys = new LinkedHashMap<>();
    private final Map<MandateKey, Mandate> mandates = new LinkedHashMap<>();

    private DirectoryFiles(Path folder, RowFaults faults) {
        this.folder = folder;
        this.faults = faults;
    }

    /** @return everything the files say; of use only if there are no faults */
    static DirectoryRows read(Path folder, RowFaults faults) {
        DirectoryFiles files = new DirectoryFiles(folder, faults);
        List<CsvRow> organs = files.table(
                ORGANS, "organ_id", "name", "code102", "parent", "kind", "state", "successor", "contact_point");
        organs.forEach(files::organ);
        organs.forEach(files::organReferences);
        files.table(SYSTEMS, "system_id", "organ_id", "name").forEach(files::system);
        files.table(KEYS, "system_id", "key").forEach(files::key);
        files.table(MANDATES, "system_id", "organ_id", "scopes", "valid_from", "valid_to")
                .forEach(files::mandate);
        return new DirectoryRows(files.organs, files.systems, files.keys, files.mandates);
    }

    private List<CsvRow> table(String file, String... columns) {
        return CsvTable.read(folder, file, List.of(columns), faults);
    }

    private void organ(CsvRow row) {
        Optional<OrganId> id = row.requiredOrgan("organ_id");
        Optional<String> name = row.required("name");
        Optional<String> kind = row.required("kind");
        Optional<String> state = row.required("state");
        Optional<OrganId> code102 = row.organ("code102");
        if (state.isPresent() && !STATES.contains(state.get())) {
            row.fault("state", "phải là OPEN, CLOSED hoặc NOT_CONNECTED", "must be OPEN, CLOSED or NOT_CONNECTED");
        }
        code102.ifPresent(alias -> {
            if (!aliases.add(alias)) {
                row.fault("code102", "mã bị trùng: " + alias, "named twice: " + alias);
            }
        });
        if (id.isPresent() && name.isPresent() && kind.isPresent() && state.isPresent()) {
            Organ organ = new Organ(
                    id.get(),
                    name.get(),
                    code102.map(OrganId::value),
                    row.organ("parent").map(OrganId::value),
                    kind.get(),
                    state.get(),
                    row.organ("successor").map(OrganId::value),
                    row.text("contact_point"));
            once(row, "organ_id", organs.put(id.get(), organ));
            codes.add(id.get().value());
        }
    }

    /** Once every organ is known. */
    private void organReferences(CsvRow row) {
        String id = row.text("organ_id").orElse("");
        for (String column : List.of("parent", "successor")) {
            String other = row.text(column).orElse("");
            if (!other.isEmpty() && (other.equals(id) || !codes.contains(other))) {
                row.fault(column, "không có cơ quan khác mang mã " + other, "no other organ has the code " + other);
            }
        }
        String alias = row.text("code102").orElse("");
        if (!alias.equals(id) && codes.contains(alias)) {
            row.fault("code102", alias + " là mã của cơ quan khác", alias + " is the code of another organ");
        }
        if (row.text("successor").isPresent() && !row.text("state").equals(Optional.of("CLOSED"))) {
            row.fault("successor", "chỉ cơ quan CLOSED mới có cơ quan kế thừa", "only a CLOSED organ has a successor");
        }
    }

    private void system(CsvRow row) {
        Optional<SystemId> id = row.requiredSystem("system_id");
        Optional<OrganId> organ = knownOrgan(row);
        Optional<String> name = row.required("name");
        if (id.isPresent() && organ.isPresent() && name.isPresent()) {
            once(row, "system_id", systems.put(id.get(), new Machine(id.get(), organ.get(), name.get())));
        }
    }

    private void key(CsvRow row) {
        Optional<SystemId> system = knownSystem(row);
        Optional<String> cell = row.required("key");
        if (system.isEmpty() || cell.isEmpty()) {
            return;
        }
        if (SPKI.matcher(cell.get()).matches()) {
            BoundKey key = new BoundKey(Digest.parse(cell.get()), system.get(), Optional.empty());
            once(row, "key", keys.put(key.spki(), key));
        } else {
            certificate(row, cell.get()).ifPresent(certificate -> {
                Digest spki = Digest.sha256(certificate.getPublicKey().getEncoded());
                once(row, "key", keys.put(spki, new BoundKey(spki, system.get(), Optional.of(certificate))));
            });
        }
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
        Optional<Instant> from = row.instant("valid_from");
        Optional<Instant> to = row.instant("valid_to");
        if (system.isEmpty() || organ.isEmpty() || from.isEmpty()) {
            return;
        }
        if (to.isPresent() && !to.get().isAfter(from.get())) {
            row.fault("valid_to", "phải sau valid_from", "must be after valid_from");
        }
        Machine machine = systems.get(system.get());
        if (machine != null && machine.organ().equals(organ.get())) {
            row.fault(
                    "organ_id",
                    "hệ thống không cần uỷ quyền của chính cơ quan mình",
                    "a system needs no mandate of its own organ");
        }
        MandateKey key = new MandateKey(system.get(), organ.get(), from.get());
        once(row, "valid_from", mandates.put(key, new Mandate(key, scopes, to)));
    }

    private static SortedSet<String> scopes(CsvRow row) {
        SortedSet<String> scopes = new TreeSet<>();
        row.required("scopes").ifPresent(cell -> scopes.addAll(List.of(LIST.split(cell))));
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
                row.fault("organ_id", "không có trong " + ORGANS + ": " + organ, "not in " + ORGANS + ": " + organ);
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
