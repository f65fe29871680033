package org.lienthong.exchange.directory;

import static org.lienthong.exchange.directory.ChangeApplication.refused;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lienthong.exchange.directory.DirectoryRows.Organ;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.JdbcTemplate;

/** A change of one organ by command. */
final class OrganChange {

    private static final String OPEN = "OPEN";

    private final JdbcTemplate database;
    private final DirectoryUpdate update;

    OrganChange(JdbcTemplate database, DirectoryUpdate update) {
        this.database = database;
        this.update = update;
    }

    void apply(Change change) {
        Optional<Organ> before = StoredDirectory.organ(database, change.organ());
        if (before.isEmpty()) {
            if (change.kind() != ChangeKind.OPEN_ORGAN) {
                throw refused(
                        "danh bạ không có cơ quan " + change.organ(), "the directory has no organ " + change.organ());
            }
            Organ organ = wanted(change, blank(change));
            requireCodesFree(organ);
            update.organ(EventKind.ORGAN_REGISTERED, organ, List.of());
            return;
        }
        Organ after = after(change, before.get());
        if (after.equals(before.get())) {
            throw refused("cơ quan đã như vậy", "the organ is so already");
        }
        requireCodesFree(after);
        DirectoryComparison.change(update, before.get(), after);
    }

    private Organ after(Change change, Organ before) {
        return switch (change.kind()) {
            case OPEN_ORGAN -> wanted(change, before);
            case CLOSE_ORGAN -> closed(change, before);
            case RENAME_ORGAN -> wanted(change, before).in(before.state());
            default -> succeeded(change, before);
        };
    }

    private static Organ blank(Change change) {
        OrganId id = change.organ();
        Optional<Integer> level = OrganLevels.of(id);
        String name = change.text(ChangeField.NAME).orElseThrow(() -> missing("name"));
        String kind = change.text(ChangeField.KIND).orElseThrow(() -> missing("kind"));
        return new Organ(
                id,
                name,
                Optional.empty(),
                change.aliases(),
                Optional.empty(),
                level,
                kind,
                OPEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ChangeRefusedException missing(String field) {
        return refused("cơ quan mới cần --" + field, "a new organ needs --" + field);
    }

    /** As the change says; what it leaves out stays. An organ that opens has no successor and no last day of the past. */
    private Organ wanted(Change change, Organ before) {
        change.organ(ChangeField.PARENT).ifPresent(this::requireKnown);
        boolean opens = change.kind() == ChangeKind.OPEN_ORGAN;
        return new Organ(
                before.id(),
                change.text(ChangeField.NAME).orElse(before.name()),
                change.organ(ChangeField.CODE_102).map(OrganId::value).or(before::code102),
                change.text(ChangeField.ALIASES).isPresent() ? change.aliases() : before.aliases(),
                change.organ(ChangeField.PARENT).map(OrganId::value).or(before::parent),
                change.level().or(before::level),
                change.text(ChangeField.KIND).orElse(before.kind()),
                OPEN,
                opens ? Optional.empty() : before.successor(),
                change.text(ChangeField.CONTACT).or(before::contactPoint),
                change.time(ChangeField.FROM).or(before::validFrom),
                opens ? change.time(ChangeField.TO) : before.validTo());
    }

    /** Now, or from a day to come: then its last day closes it. */
    private Organ closed(Change change, Organ before) {
        if (before.closed()) {
            throw refused("mã đã đóng từ trước", "the code is closed already");
        }
        Instant end = change.time(ChangeField.TO).orElse(update.now());
        boolean later = end.isAfter(update.now());
        Organ ending = later ? ending(before, end) : before;
        Optional<OrganId> successor = change.organ(ChangeField.SUCCESSOR);
        if (successor.isPresent()) {
            ending = followed(ending, successor.get());
        }
        return later ? ending : ending.in(DirectoryRows.CLOSED);
    }

    private Organ succeeded(Change change, Organ before) {
        if (!before.closed() && before.validTo().isEmpty()) {
            throw refused(
                    "chỉ mã đã đóng hoặc sắp đóng mới có cơ quan kế thừa",
                    "only a closed or ending code has a successor");
        }
        return followed(before, change.organ(ChangeField.SUCCESSOR).orElseThrow());
    }

    private static Organ ending(Organ before, Instant end) {
        return new Organ(
                before.id(),
                before.name(),
                before.code102(),
                before.aliases(),
                before.parent(),
                before.level(),
                before.kind(),
                before.state(),
                before.successor(),
                before.contactPoint(),
                before.validFrom(),
                Optional.of(end));
    }

    private Organ followed(Organ before, OrganId successor) {
        requireNoCircle(before.id(), successor);
        return new Organ(
                before.id(),
                before.name(),
                before.code102(),
                before.aliases(),
                before.parent(),
                before.level(),
                before.kind(),
                before.state(),
                Optional.of(successor.value()),
                before.contactPoint(),
                before.validFrom(),
                before.validTo());
    }

    private void requireNoCircle(OrganId organ, OrganId successor) {
        Set<OrganId> chain = new HashSet<>();
        Optional<OrganId> at = Optional.of(successor);
        while (at.isPresent() && chain.add(at.get())) {
            if (at.get().equals(organ)) {
                throw refused("chuỗi kế thừa đi vòng về " + organ, "the chain of successors comes back to " + organ);
            }
            requireKnown(at.get());
            at = StoredDirectory.organ(database, at.get())
                    .flatMap(Organ::successor)
                    .map(OrganId::new);
        }
    }

    private void requireKnown(OrganId organ) {
        if (StoredDirectory.organ(database, organ).isEmpty()) {
            throw refused("danh bạ không có cơ quan " + organ, "the directory has no organ " + organ);
        }
    }

    private void requireCodesFree(Organ organ) {
        String[] codes = Stream.concat(organ.code102().stream(), organ.aliases().stream())
                .toArray(String[]::new);
        List<String> taken = database.queryForList(
                """
                select organ_id from organ where (organ_id = any(?) or code102 = any(?)) and organ_id <> ?
                union all select organ_id from organ_alias where (alias = any(?) or alias = ?) and organ_id <> ?""",
                String.class,
                codes,
                codes,
                organ.id().value(),
                codes,
                organ.id().value(),
                organ.id().value());
        if (!taken.isEmpty()) {
            throw refused("mã đã là của " + taken, "a code belongs to " + taken + " already");
        }
    }
}
