package org.lienthong.gateway.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The authority of a bus to try out, kept by a program of the simulator.
 *
 * @param organs that must have keys; those that have some already keep them
 * @param listLife how long its revocation list counts
 */
public record ThrowAwayAuthority(BusFolder folder, List<String> organs, Duration listLife) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    public ThrowAwayAuthority {
        organs = List.copyOf(organs);
    }

    /**
     * Makes what is missing, renews what is near its end, writes a new revocation list.
     *
     * @return whether it did; else the program's log says why
     */
    public boolean keep(Console console) throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "authority",
                "--renew",
                "--out",
                folder.authority().toString(),
                "--organs",
                String.join(",", organs),
                "--list-life",
                listLife.toString());
        try (Program authority = Program.start(console, folder.log("authority"), arguments)) {
            return authority.endsWell(PATIENCE);
        }
    }

    /** @return whether the revocation list is past the middle of its life, or cannot be read */
    boolean listIsOld(Instant now) {
        try (InputStream in = Files.newInputStream(list())) {
            X509CRL list = (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
            Instant from = list.getThisUpdate().toInstant();
            Duration half =
                    Duration.between(from, list.getNextUpdate().toInstant()).dividedBy(2);
            return !now.isBefore(from.plus(half));
        } catch (IOException | GeneralSecurityException missing) {
            return true;
        }
    }

    private Path list() {
        return folder.authority().resolve("crl").resolve("sandbox.crl");
    }
}
