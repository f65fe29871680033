package org.lienthong.exchange.directory;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.lienthong.exchange.directory.DirectoryRows.BoundKey;
import org.lienthong.exchange.directory.DirectoryRows.Machine;
import org.lienthong.exchange.directory.DirectoryRows.Mandate;
import org.lienthong.exchange.directory.DirectoryRows.MandateKey;
import org.lienthong.exchange.directory.StoredDirectory.StoredKey;
import org.lienthong.message.evidence.EventKind;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.SystemId;
import org.springframework.jdbc.core.JdbcTemplate;

/** What one change does to the rows as they are now; reads only those that it touches. */
final class ChangeApplication {

    private final JdbcTemplate database;
    private final DirectoryUpdate update;
    private final Instant now;

    ChangeApplication(JdbcTemplate database, DirectoryUpdate update) {
        this.database = database;
        this.update = update;
        this.now = update.now();
    }

    /** @throws ChangeRefusedException if it cannot be made; the update then is not to be written */
    void apply(Change change) {
        switch (change.kind()) {
            case BIND_KEY -> bind(change);
            case UNBIND_KEY -> unbind(change);
            case GIVE_MANDATE -> give(change);
            case WITHDRAW_MANDATE -> withdraw(change);
            case REGISTER_SYSTEM -> register(change);
            default -> new OrganChange(database, update).apply(change);
        }
    }

    private void bind(Change change) {
        Machine machine = machine(change.system());
        Optional<Instant> from = change.time(ChangeField.FROM);
        Optional<Instant> to = change.time(ChangeField.TO);
        requireOrder(from.orElse(now), change);
        Digest spki = change.key();
        Optional<X509Certificate> certificate =
                change.text(ChangeField.CERTIFICATE).map(ChangeApplication::certificate);
        if (certificate
                .filter(c -> !Digest.sha256(c.getPublicKey().getEncoded()).equals(spki))
                .isPresent()) {
            throw refused("chứng thư số không mang khoá này", "the certificate does not hold this key");
        }
        BoundKey key = new BoundKey(spki, machine.id(), certificate, from, to);
        Optional<StoredKey> before = StoredDirectory.key(database, spki).filter(bound -> !bound.ended(now));
        if (before.filter(bound -> !bound.system().equals(machine.id())).isPresent()) {
            throw refused(
                    "khoá này đang gắn với hệ thống " + before.get().system() + ": hãy gỡ trước",
                    "this key is bound to system " + before.get().system() + ": unbind it first");
        }
        if (before.isPresent() && before.get().says(key)) {
            throw refused("khoá này đã gắn như vậy", "this key is bound so already");
        }
        update.bind(before.map(bound -> key.since(bound.from())).orElse(key));
    }

    private void unbind(Change change) {
        Digest spki = change.key();
        StoredKey before = StoredDirectory.key(database, spki)
                .filter(bound -> bound.system().equals(change.system()) && !bound.ended(now))
                .orElseThrow(() -> refused(
                        "khoá này không gắn với hệ thống " + change.system(),
                        "this key is not bound to system " + change.system()));
        update.unbind(spki, before.system(), ending(change));
    }

    private void give(Change change) {
        Machine machine = machine(change.system());
        OrganId organ = change.organ();
        requireOrgan(organ);
        if (machine.organ().equals(organ)) {
            throw refused(
                    "hệ thống không cần uỷ quyền của chính cơ quan mình", "a system needs no mandate of its own organ");
        }
        Instant from = change.time(ChangeField.FROM).orElse(now);
        Optional<Instant> to = change.time(ChangeField.TO);
        requireOrder(from, change);
        update.give(new Mandate(new MandateKey(machine.id(), organ, from), change.scopes(), to));
    }

    /** Every mandate of the system for the organ that is in force or to come. */
    private void withdraw(Change change) {
        Instant end = ending(change);
        List<Mandate> standing = StoredDirectory.mandates(database, change.system(), change.organ()).stream()
                .filter(mandate -> mandate.to()
                        .filter(to ->
                                !to.isAfter(end) || !to.isAfter(mandate.key().from()))
                        .isEmpty())
                .toList();
        if (standing.isEmpty()) {
            throw refused(
                    "hệ thống " + change.system() + " không có uỷ quyền nào của " + change.organ(),
                    "system " + change.system() + " has no mandate of " + change.organ());
        }
        standing.forEach(mandate -> update.withdraw(mandate, end));
    }

    private void register(Change change) {
        requireOrgan(change.organ());
        if (StoredDirectory.system(database, change.system()).isPresent()) {
            throw refused("đã có hệ thống " + change.system(), "there is a system " + change.system() + " already");
        }
        update.system(
                EventKind.SYSTEM_REGISTERED,
                new Machine(change.system(), change.organ(), change.required(ChangeField.NAME)));
    }

    private Instant ending(Change change) {
        Instant end = change.time(ChangeField.TO).orElse(now);
        return end.isAfter(now) ? end : now;
    }

    private static void requireOrder(Instant from, Change change) {
        if (change.time(ChangeField.TO).filter(end -> !end.isAfter(from)).isPresent()) {
            throw refused("--to phải sau --from và sau lúc này", "--to must be after --from and after now");
        }
    }

    private Machine machine(SystemId system) {
        return StoredDirectory.system(database, system)
                .orElseThrow(() -> refused("không có hệ thống " + system, "there is no system " + system));
    }

    private void requireOrgan(OrganId organ) {
        if (StoredDirectory.organ(database, organ).isEmpty()) {
            throw refused("danh bạ không có cơ quan " + organ, "the directory has no organ " + organ);
        }
    }

    private static X509Certificate certificate(String base64) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
        } catch (CertificateException | IllegalArgumentException unreadable) {
            throw refused("không đọc được chứng thư số", "the certificate cannot be read");
        }
    }

    static ChangeRefusedException refused(String vi, String en) {
        return new ChangeRefusedException(vi, en);
    }
}
