package org.lienthong.simulator.authority;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.seal.SigningKey;

/**
 * Makes a folder with all that a bus and its agencies need to try each other out, and keeps it fit for use:
 *
 * <pre>
 * ca.pem  ca/        the authority, marked as a sandbox, and its key
 * crl/               its revocation list, empty
 * bus/               the key that the bus signs with
 * tls/               a server key for localhost
 * organs/G22/        one key for each organ
 * directory/         what the bus loads: organs, systems, keys, mandates
 * </pre>
 */
public final class SandboxAuthority {

    private static final Duration NEAR_THE_END = Duration.ofDays(60);

    private final InstantSource clock;
    private final Duration listLife;
    private final Secrets secrets = new Secrets();

    /** @param listLife from thisUpdate to nextUpdate of the revocation list */
    public SandboxAuthority(InstantSource clock, Duration listLife) {
        this.clock = clock;
        this.listLife = listLife;
    }

    /**
     * @param folder made; must not hold an authority yet
     * @param organs each gets one system and one key
     */
    public void make(Path folder, List<OrganId> organs) throws IOException {
        if (Files.exists(folder.resolve("ca"))) {
            throw new FileAlreadyExistsException(folder.resolve("ca").toString());
        }
        keep(folder, organs);
    }

    /**
     * Makes what is missing (after a kill half way too), adds the organs that are new, writes a new revocation list, and
     * renews every certificate near its end with the same key. May be done while a bus uses the folder.
     */
    public void keep(Path folder, List<OrganId> organs) throws IOException {
        try {
            Secrets.folder(folder);
            SandboxCertificates authority = authority(folder.resolve("ca"));
            Secrets.publish(folder.resolve("ca.pem"), KeyFolder.pem(authority.certificate()));
            publishList(folder, authority);
            key(authority, folder.resolve("bus"), key -> authority.signing("Lien Thong Sandbox Bus", key));
            key(authority, folder.resolve("tls"), authority::server);
            DirectoryFiles directory = new DirectoryFiles(folder.resolve("directory"));
            for (OrganId organ : all(folder.resolve("organs"), organs)) {
                Path place = folder.resolve("organs").resolve(organ.value());
                directory.keep(organ, key(authority, place, key -> authority.signing("System of " + organ, key)));
            }
            directory.write();
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("this JDK cannot make the keys of a sandbox", unsupported);
        }
    }

    private SandboxCertificates authority(Path folder) throws IOException, GeneralSecurityException {
        if (KeyFolder.isWhole(folder)) {
            return new SandboxCertificates(KeyFolder.read(folder), new SecureRandom(), clock.instant());
        }
        SandboxCertificates made = new SandboxCertificates(new SecureRandom(), clock.instant());
        KeyFolder.write(folder, secrets, new SigningKey(made.privateKey(), made.certificate()), List.of());
        return made;
    }

    /** Written beside the folder of lists, which a bus reads whole. */
    private void publishList(Path folder, SandboxCertificates authority) throws IOException, GeneralSecurityException {
        Path lists = Files.createDirectories(folder.resolve("crl"));
        Path fresh = folder.resolve("sandbox.crl");
        Secrets.publish(
                fresh,
                KeyFolder.pem(
                        "X509 CRL", authority.revoking(List.of(), listLife).getEncoded()));
        Files.move(fresh, lists.resolve("sandbox.crl"), StandardCopyOption.ATOMIC_MOVE);
    }

    private interface Issue {
        X509Certificate to(PublicKey key) throws GeneralSecurityException, IOException;
    }

    private X509Certificate key(SandboxCertificates authority, Path folder, Issue issue)
            throws GeneralSecurityException, IOException {
        SigningKey key;
        if (KeyFolder.isWhole(folder)) {
            SigningKey old = KeyFolder.read(folder);
            Instant end = old.certificate().getNotAfter().toInstant();
            if (clock.instant().isBefore(end.minus(NEAR_THE_END))) {
                return old.certificate();
            }
            key = new SigningKey(old.privateKey(), issue.to(old.certificate().getPublicKey()));
        } else {
            KeyPair made = authority.newKeys();
            key = new SigningKey(made.getPrivate(), issue.to(made.getPublic()));
        }
        KeyFolder.write(folder, secrets, key, List.of(authority.certificate()));
        return key.certificate();
    }

    private static Iterable<OrganId> all(Path folder, List<OrganId> more) throws IOException {
        List<String> known = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> made = Files.list(folder)) {
                known = made.filter(KeyFolder::isWhole)
                        .map(one -> one.getFileName().toString())
                        .toList();
            }
        }
        TreeSet<String> all = new TreeSet<>(known);
        more.forEach(organ -> all.add(organ.value()));
        return all.stream().map(OrganId::new).toList();
    }
}
