package org.lienthong.gateway.toolkits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.TestKeys;
import org.lienthong.message.seal.SigningKey;

/** The keys of the test's world in the folder that a sandbox makes, which is where the examples look for them. */
final class AgencyFolder {

    static final String SENDER = "G22";
    static final String RECIPIENT = "H26";

    private AgencyFolder() {}

    static Path write(Path folder, BusExtension bus) throws IOException, CertificateEncodingException {
        TestKeys keys = bus.keys();
        key(folder.resolve("organs").resolve(SENDER), keys.vpcp());
        key(folder.resolve("organs").resolve(RECIPIENT), keys.hanoi());
        certificate(folder.resolve("bus/certificate.pem"), keys.bus().certificate());
        certificate(folder.resolve("ca.pem"), keys.authority().certificate());
        return folder;
    }

    private static void key(Path folder, SigningKey key) throws IOException, CertificateEncodingException {
        certificate(folder.resolve("certificate.pem"), key.certificate());
        TestKeys.pem(folder.resolve("key.pem"), "PRIVATE KEY", key.privateKey().getEncoded());
    }

    static void certificate(Path file, X509Certificate certificate) throws IOException, CertificateEncodingException {
        Files.createDirectories(file.getParent());
        TestKeys.pem(file, "CERTIFICATE", certificate.getEncoded());
    }
}
