package org.lienthong.exchange.directory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.directory.DirectoryRows.BoundKey;
import org.lienthong.exchange.directory.DirectoryRows.Machine;
import org.lienthong.exchange.directory.DirectoryRows.Mandate;
import org.lienthong.exchange.directory.DirectoryRows.MandateKey;
import org.lienthong.exchange.directory.DirectoryRows.Organ;
import org.lienthong.exchange.directory.StoredDirectory.StoredKey;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the files say against what is stored. */
final class DirectoryComparison {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryComparison.class);

    private final StoredDirectory stored;
    private final DirectoryRows wanted;
    private final DirectoryUpdate update;
    private final RowFaults faults;
    private final List<Object> caughtUp = new ArrayList<>();
    private boolean signed;

    DirectoryComparison(StoredDirectory stored, DirectoryRows wanted, DirectoryUpdate update, RowFaults faults) {
        this.stored = stored;
        this.wanted = wanted;
        this.update = update;
        this.faults = faults;
    }

    /** @param signedOnly whether a difference of keys, mandates or owners is a fault: operators must sign it */
    void compare(boolean signedOnly) {
        signed = signedOnly;
        everyOrganNamed();
        noCodeTwice();
        wanted.organs().values().forEach(this::organ);
        wanted.systems().values().forEach(this::system);
        stored.keys().forEach(this::keyAway);
        wanted.keys().values().forEach(this::key);
        stored.mandates().values().forEach(this::mandateAway);
        wanted.mandates().values().forEach(this::mandate);
    }

    /** @return keys of what operators decided and the files now say too */
    List<Object> caughtUp() {
        return caughtUp;
    }

    private void everyOrganNamed() {
        for (OrganId organ : stored.organs().keySet()) {
            if (!wanted.organs().containsKey(organ) && !stored.decided().contains(organ)) {
                faults.add(
                        OrganFile.NAME,
                        0,
                        "organ_id",
                        "thiếu cơ quan " + organ + " đã có trong danh bạ; muốn đóng mã thì ghi CLOSED",
                        "organ " + organ + " of the directory is missing; to close it, say CLOSED");
            }
        }
    }

    /** The file is at one with itself; here it meets organs that only a command named. */
    private void noCodeTwice() {
        Map<String, OrganId> taken = new HashMap<>();
        stored.organs().values().stream()
                .filter(organ -> !wanted.organs().containsKey(organ.id()))
                .forEach(organ -> codes(organ).forEach(code -> taken.put(code, organ.id())));
        if (taken.isEmpty()) {
            return;
        }
        wanted.organs().values().forEach(organ -> codes(organ)
                .filter(taken::containsKey)
                .forEach(code -> faults.add(
                        OrganFile.NAME,
                        wanted.line(organ.id()),
                        "aliases",
                        code + " đã là mã của " + taken.get(code),
                        code + " is a code of " + taken.get(code) + " already")));
    }

    static Stream<String> codes(Organ organ) {
        return Stream.of(Stream.of(organ.id().value()), organ.code102().stream(), organ.aliases().stream())
                .flatMap(code -> code);
    }

    private void organ(Organ named) {
        Organ organ = named.at(update.now());
        @Nullable Organ before = stored.organs().get(organ.id());
        if (before == null) {
            update.organ(EventKind.ORGAN_REGISTERED, organ, List.of());
        } else if (before.equals(organ)) {
            agree(organ.id());
        } else if (mayDiffer(OrganFile.NAME, organ.id())) {
            change(update, before, organ);
        }
    }

    static void change(DirectoryUpdate update, Organ before, Organ after) {
        boolean closes = after.closed() && !before.closed();
        update.organ(closes ? EventKind.ORGAN_CLOSED : EventKind.ORGAN_CHANGED, after, changed(before, after));
    }

    private static List<String> changed(Organ before, Organ after) {
        List<String> changed = new ArrayList<>();
        differ(changed, "name", before.name(), after.name());
        differ(changed, "code102", before.code102(), after.code102());
        differ(changed, "aliases", before.aliases(), after.aliases());
        differ(changed, "parent", before.parent(), after.parent());
        differ(changed, "level", before.level(), after.level());
        differ(changed, "organKind", before.kind(), after.kind());
        differ(changed, "state", before.state(), after.state());
        differ(changed, "successor", before.successor(), after.successor());
        differ(changed, "contactPoint", before.contactPoint(), after.contactPoint());
        differ(changed, "validFrom", before.validFrom(), after.validFrom());
        differ(changed, "validTo", before.validTo(), after.validTo());
        return changed;
    }

    private static void differ(List<String> changed, String column, Object before, Object after) {
        if (!before.equals(after)) {
            changed.add(column);
        }
    }

    private void system(Machine machine) {
        @Nullable Machine before = stored.systems().get(machine.id());
        if (before == null) {
            update.system(EventKind.SYSTEM_REGISTERED, machine);
        } else if (before.equals(machine)) {
            agree(machine.id());
        } else if (mayDiffer(DirectoryFiles.SYSTEMS, machine.id())
                && (before.organ().equals(machine.organ())
                        || unsigned(DirectoryFiles.SYSTEMS, "organ_id", machine.id()))) {
            update.system(EventKind.SYSTEM_CHANGED, machine);
        }
    }

    private void keyAway(Digest spki, StoredKey before) {
        @Nullable BoundKey after = wanted.keys().get(spki);
        if (before.ended(update.now()) && after == null) {
            agree(spki);
        } else if (!before.ended(update.now())
                && (after == null || !after.system().equals(before.system()))
                && mayDiffer(DirectoryFiles.KEYS, spki)
                && unsigned(DirectoryFiles.KEYS, "key", spki)) {
            update.unbind(spki, before.system(), update.now());
        }
    }

    private void key(BoundKey after) {
        @Nullable StoredKey before = stored.keys().get(after.spki());
        if (before != null && before.says(after)) {
            agree(after.spki());
        } else if ((before == null || mayDiffer(DirectoryFiles.KEYS, after.spki()))
                && unsigned(DirectoryFiles.KEYS, "key", after.spki())) {
            update.bind(before == null || before.ended(update.now()) ? after : after.since(before.from()));
        }
    }

    private void mandateAway(Mandate before) {
        MandateKey key = before.key();
        @Nullable Mandate after = wanted.mandates().get(key);
        if (over(before) && after == null) {
            agree(key);
        } else if (!over(before)
                && !before.equals(after)
                && mayDiffer(DirectoryFiles.MANDATES, key)
                && unsigned(DirectoryFiles.MANDATES, "system_id", key)) {
            update.withdraw(before, update.now());
        }
    }

    private void mandate(Mandate after) {
        MandateKey key = after.key();
        @Nullable Mandate before = stored.mandates().get(key);
        if (after.equals(before)) {
            agree(key);
        } else if ((before == null || mayDiffer(DirectoryFiles.MANDATES, key))
                && unsigned(DirectoryFiles.MANDATES, "system_id", key)) {
            update.give(after);
        }
    }

    /** Ended, or taken back before it began. */
    private boolean over(Mandate mandate) {
        Instant now = update.now();
        return mandate.to()
                .filter(to -> !to.isAfter(now) || !to.isAfter(mandate.key().from()))
                .isPresent();
    }

    private void agree(Object key) {
        if (stored.decided().contains(key)) {
            caughtUp.add(key);
        }
    }

    private boolean mayDiffer(String file, Object key) {
        if (stored.decided().contains(key)) {
            LOG.warn(
                    "{}:{} says of {} other than operators decided by command; their decision stands: mend the file",
                    file,
                    wanted.line(key),
                    key);
            return false;
        }
        return true;
    }

    /** @return whether files may change it; else it is a fault */
    private boolean unsigned(String file, String column, Object key) {
        if (signed) {
            faults.add(
                    file,
                    wanted.line(key),
                    column,
                    "khoá và uỷ quyền chỉ đổi bằng lệnh có hai người vận hành ký: lienthong directory propose (" + key
                            + ")",
                    "keys and mandates change only by a command that two operators sign: lienthong directory propose ("
                            + key + ")");
        }
        return !signed;
    }
}
