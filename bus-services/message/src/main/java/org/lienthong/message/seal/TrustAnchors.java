package org.lienthong.message.seal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/** The authorities whose certificates may sign: self-signed ones are anchors, the others intermediates. */
public final class TrustAnchors {

    /**
     * Extension (not critical) of an authority made for trying out, and of what it issues: {@code serve} and the auditor
     * refuse them.
     */
    public static final String SANDBOX_MARKER_OID = "2.25.194744619857195349682386464958200551584";

    private final List<X509Certificate> authorities;
    private final Set<TrustAnchor> anchors = new HashSet<>();
    private final List<X509Certificate> intermediates = new ArrayList<>();

    private TrustAnchors(List<X509Certificate> authorities) {
        this.authorities = authorities;
        for (X509Certificate authority : authorities) {
            if (isSelfSigned(authority)) {
                anchors.add(new TrustAnchor(authority, null));
            } else {
                intermediates.add(authority);
            }
        }
    }

    /**
     * @param files PEM, one or more certificates each
     * @param sandboxAllowed false in production: an authority that carries the sandbox marker is then refused
     * @throws IllegalArgumentException if a file cannot be read or holds no certificate of an authority, or a sandbox one that
     *     is not allowed
     */
    public static TrustAnchors load(List<Path> files, boolean sandboxAllowed) {
        List<X509Certificate> authorities = new ArrayList<>();
        for (Path file : files) {
            authorities.addAll(certificates(file));
        }
        return of(authorities, sandboxAllowed);
    }

    /** As {@link #load}, from certificates at hand. */
    public static TrustAnchors of(Collection<X509Certificate> authorities, boolean sandboxAllowed) {
        for (X509Certificate authority : authorities) {
            if (authority.getBasicConstraints() < 0) {
                throw new IllegalArgumentException(
                        "not the certificate of an authority: " + authority.getSubjectX500Principal());
            }
            if (!sandboxAllowed && isThrowAway(authority)) {
                throw new IllegalArgumentException("a sandbox authority must not be trusted here: "
                        + authority.getSubjectX500Principal() + "; remove it from the list of authorities");
            }
        }
        TrustAnchors anchors = new TrustAnchors(List.copyOf(authorities));
        if (anchors.anchors.isEmpty()) {
            throw new IllegalArgumentException(
                    "no self-signed authority among " + authorities.size() + " certificates");
        }
        return anchors;
    }

    Set<TrustAnchor> anchors() {
        return anchors;
    }

    List<X509Certificate> intermediates() {
        return intermediates;
    }

    /** @return authorities of that name: several, when a name was used twice */
    List<X509Certificate> named(X500Principal subject) {
        return authorities.stream()
                .filter(authority -> authority.getSubjectX500Principal().equals(subject))
                .toList();
    }

    private static List<X509Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> read = new ArrayList<>();
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .forEach(certificate -> read.add((X509Certificate) certificate));
            if (read.isEmpty()) {
                throw new IllegalArgumentException("no certificate in " + file);
            }
            return read;
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException("cannot read certificates from " + file, e);
        }
    }

    /** @return whether it carries the marker of what was made for trying out */
    public static boolean isThrowAway(X509Certificate certificate) {
        return certificate.getExtensionValue(SANDBOX_MARKER_OID) != null;
    }

    /** @return whether it is an anchor rather than an intermediate */
    public static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException signedByAnother) {
            return false;
        }
    }
}
