package org.lienthong.exchange.directory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.directory.CsvTable.Columns;
import org.lienthong.exchange.directory.DirectoryRows.Organ;
import org.lienthong.message.identity.OrganId;

/** Reads and checks organs.csv: every code is one organ's, every chain of parents and successors has an end. */
final class OrganFile {

    static final String NAME = "organs.csv";

    private static final Columns COLUMNS = new Columns(
            List.of("organ_id", "name", "code102", "parent", "kind", "state", "successor", "contact_point"),
            List.of("aliases", "level", "valid_from", "valid_to", "note"));
    private static final Set<String> STATES = Set.of("OPEN", "CLOSED", "NOT_CONNECTED");
    private static final Pattern LEVEL = Pattern.compile("[1-4]");

    private final Map<OrganId, Organ> organs = new LinkedHashMap<>();
    private final Map<OrganId, CsvRow> rows = new HashMap<>();
    private final Set<String> codes = new HashSet<>();
    private final Map<OrganId, OrganId> aliases = new HashMap<>();

    private OrganFile() {}

    /** @return by their codes, in the order of the file; of use only if there are no faults */
    static Map<OrganId, Organ> read(CsvSource source) {
        OrganFile file = new OrganFile();
        List<CsvRow> rows = source.rows(NAME, COLUMNS);
        rows.forEach(file::organ);
        rows.forEach(file::references);
        file.requireEnds("successor", Organ::successor);
        file.requireEnds("parent", Organ::parent);
        return file.organs;
    }

    private void organ(CsvRow row) {
        Optional<OrganId> id = row.requiredOrgan("organ_id");
        Optional<String> name = row.required("name");
        Optional<String> kind = row.required("kind");
        Optional<String> state = row.required("state");
        Optional<OrganId> code102 = row.organ("code102");
        Set<OrganId> more = row.organs("aliases");
        CsvRow.Span valid = row.span("valid_from", "valid_to");
        Optional<Integer> level = level(row, Stream.of(id, code102).flatMap(Optional::stream));
        if (state.isPresent() && !STATES.contains(state.get())) {
            row.fault("state", "phải là OPEN, CLOSED hoặc NOT_CONNECTED", "must be OPEN, CLOSED or NOT_CONNECTED");
        }
        OrganId owner = id.orElse(new OrganId("0"));
        code102.ifPresent(alias -> claim(row, "code102", alias, owner));
        more.forEach(alias -> claim(row, "aliases", alias, owner));
        if (id.isEmpty() || name.isEmpty() || kind.isEmpty() || state.isEmpty()) {
            return;
        }
        Organ organ = new Organ(
                id.get(),
                name.get(),
                code102.map(OrganId::value),
                more.stream().map(OrganId::value).collect(Collectors.toCollection(TreeSet::new)),
                row.organ("parent").map(OrganId::value),
                level,
                kind.get(),
                state.get(),
                row.organ("successor").map(OrganId::value),
                row.text("contact_point"),
                valid.from(),
                valid.to());
        if (organs.put(id.get(), organ) != null) {
            row.fault("organ_id", "bị ghi hai lần", "named twice");
        }
        rows.put(id.get(), row);
        codes.add(id.get().value());
    }

    private void claim(CsvRow row, String column, OrganId alias, OrganId owner) {
        @Nullable OrganId other = aliases.putIfAbsent(alias, owner);
        if (other != null) {
            row.fault(
                    column,
                    "mã bị trùng: " + alias + " đã là mã của " + other,
                    "named twice: " + alias + " is a code of " + other + " already");
        }
    }

    private static Optional<Integer> level(CsvRow row, Stream<OrganId> codes) {
        Optional<String> stated = row.text("level");
        if (stated.isPresent()) {
            if (!LEVEL.matcher(stated.get()).matches()) {
                row.fault("level", "phải là 1, 2, 3 hoặc 4", "must be 1, 2, 3 or 4");
                return Optional.empty();
            }
            return stated.map(Integer::valueOf);
        }
        List<Integer> shown =
                codes.map(OrganLevels::of).flatMap(Optional::stream).distinct().toList();
        if (shown.size() > 1) {
            row.fault(
                    "level",
                    "các mã cho những cấp khác nhau " + shown + ": hãy ghi rõ cấp",
                    "the codes show different levels " + shown + ": state one");
        }
        return shown.stream().findFirst();
    }

    /** Once every organ is known. */
    private void references(CsvRow row) {
        String id = row.text("organ_id").orElse("");
        for (String column : List.of("parent", "successor")) {
            String other = row.text(column).orElse("");
            if (!other.isEmpty() && (other.equals(id) || !codes.contains(other))) {
                row.fault(column, "không có cơ quan khác mang mã " + other, "no other organ has the code " + other);
            }
        }
        row.text("code102").ifPresent(alias -> requireFree(row, "code102", alias));
        row.list("aliases").forEach(alias -> requireFree(row, "aliases", alias));
        if (row.text("successor").isPresent()
                && !row.text("state").equals(Optional.of("CLOSED"))
                && row.text("valid_to").isEmpty()) {
            row.fault(
                    "successor",
                    "chỉ cơ quan CLOSED hoặc có valid_to mới có cơ quan kế thừa",
                    "only an organ that is CLOSED or has a valid_to has a successor");
        }
    }

    private void requireFree(CsvRow row, String column, String alias) {
        if (!row.text("organ_id").equals(Optional.of(alias)) && codes.contains(alias)) {
            row.fault(column, alias + " là mã của cơ quan khác", alias + " is the code of another organ");
        }
    }

    private void requireEnds(String column, Function<Organ, Optional<String>> next) {
        Set<OrganId> settled = new HashSet<>();
        for (Organ first : organs.values()) {
            Set<OrganId> path = new LinkedHashSet<>();
            Optional<Organ> at = Optional.of(first);
            while (at.isPresent()
                    && !settled.contains(at.get().id())
                    && path.add(at.get().id())) {
                Organ here = at.get();
                at = next.apply(here)
                        .map(OrganId::new)
                        .filter(other -> !other.equals(here.id()))
                        .flatMap(other -> Optional.ofNullable(organs.get(other)));
            }
            at.map(Organ::id).filter(path::contains).map(rows::get).ifPresent(row -> {
                String chain = path.stream().map(OrganId::value).collect(Collectors.joining(" → "));
                row.fault(column, "chuỗi đi vòng: " + chain, "the chain runs in a circle: " + chain);
            });
            settled.addAll(path);
        }
    }
}
