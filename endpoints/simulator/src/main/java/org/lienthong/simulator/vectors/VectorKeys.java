package org.lienthong.simulator.vectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.simulator.authority.KeyFolder;
import org.lienthong.simulator.authority.SandboxCertificates;

/**
 * The keys of the vectors, which protect nothing and are handed out with them.
 *
 * @param stranger certified, registered nowhere
 */
record VectorKeys(
        X509Certificate authority, X509CRL list, SigningKey rsa, SigningKey ec, SigningKey stranger, SigningKey bus) {

    static VectorKeys made(Instant at) throws IOException, GeneralSecurityException {
        SandboxCertificates authority = new SandboxCertificates(new SecureRandom(), at);
        return new VectorKeys(
                authority.certificate(),
                authority.revoking(List.of(), Duration.ofDays(700)),
                issue(authority, "Vector RSA", authority.newKeys()),
                issue(authority, "Vector EC", authority.newEcKeys()),
                issue(authority, "Vector stranger", authority.newEcKeys()),
                issue(authority, "Vector bus", authority.newKeys()));
    }

    private static SigningKey issue(SandboxCertificates authority, String name, KeyPair keys)
            throws IOException, GeneralSecurityException {
        return new SigningKey(keys.getPrivate(), authority.signing(name, keys.getPublic()));
    }

    void write(Path folder) throws IOException, GeneralSecurityException {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        write(keys, "rsa", rsa);
        write(keys, "ec", ec);
        write(keys, "stranger", stranger);
        write(keys, "bus", bus);
        Files.writeString(folder.resolve("ca.pem"), KeyFolder.pem(authority));
        Path lists = Files.createDirectories(folder.resolve("crl"));
        Files.writeString(lists.resolve("ca.crl"), KeyFolder.pem("X509 CRL", list.getEncoded()));
    }

    private static void write(Path folder, String name, SigningKey key) throws IOException, GeneralSecurityException {
        Files.writeString(folder.resolve(name + ".certificate.pem"), KeyFolder.pem(key.certificate()));
        Files.writeString(
                folder.resolve(name + ".key.pem"),
                KeyFolder.pem("PRIVATE KEY", key.privateKey().getEncoded()),
                StandardCharsets.US_ASCII);
        Files.writeString(
                folder.resolve(name + ".public.pem"),
                KeyFolder.pem("PUBLIC KEY", key.certificate().getPublicKey().getEncoded()),
                StandardCharsets.US_ASCII);
    }
}
