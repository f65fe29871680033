package org.lienthong.simulator.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.seal.SigningKey;

/**
 * Makes a folder with all that a bus and its agencies need to try each other out:
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

    private final InstantSource clock;
    private final Secrets secrets = new Secrets();

    public SandboxAuthority(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @param folder made; must not hold an authority yet
     * @param organs each gets one system and one key
     */
    public void make(Path folder, List<OrganId> organs) throws IOException {
        try {
            Secrets.folder(folder);
            SandboxCertificates authority = new SandboxCertificates(new SecureRandom(), clock.instant());
            KeyFolder.write(
                    folder.resolve("ca"),
                    secrets,
                    new SigningKey(authority.privateKey(), authority.certificate()),
                    List.of());
            Files.writeString(folder.resolve("ca.pem"), KeyFolder.pem(authority.certificate()));
            Path lists = Files.createDirectories(folder.resolve("crl"));
            Files.writeString(
                    lists.resolve("sandbox.crl"),
                    KeyFolder.pem("X509 CRL", authority.revoking(List.of()).getEncoded()),
                    StandardCharsets.US_ASCII);
            signing(authority, folder.resolve("bus"), "Lien Thong Sandbox Bus");
            server(authority, folder.resolve("tls"));
            DirectoryFiles directory = new DirectoryFiles(folder.resolve("directory"));
            for (OrganId organ : organs) {
                X509Certificate certificate =
                        signing(authority, folder.resolve("organs").resolve(organ.value()), "System of " + organ);
                directory.add(organ, certificate);
            }
            directory.write();
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException("this JDK cannot make the keys of a sandbox", unsupported);
        }
    }

    private X509Certificate signing(SandboxCertificates authority, Path folder, String name)
            throws GeneralSecurityException, IOException {
        KeyPair keys = authority.newKeys();
        X509Certificate certificate = authority.signing(name, keys.getPublic());
        KeyFolder.write(
                folder, secrets, new SigningKey(keys.getPrivate(), certificate), List.of(authority.certificate()));
        return certificate;
    }

    private void server(SandboxCertificates authority, Path folder) throws GeneralSecurityException, IOException {
        KeyPair keys = authority.newKeys();
        KeyFolder.write(
                folder,
                secrets,
                new SigningKey(keys.getPrivate(), authority.server(keys.getPublic())),
                List.of(authority.certificate()));
    }
}
