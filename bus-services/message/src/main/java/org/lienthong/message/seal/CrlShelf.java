package org.lienthong.message.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Revocation lists from a folder of PEM or DER files, re-read by {@link #refresh()} off the request path. */
public final class CrlShelf implements RevocationLists {

    private static final Logger LOG = LoggerFactory.getLogger(CrlShelf.class);
    private static final int CRL_SIGN = 6;
    private static final String DELTA = "2.5.29.27";
    private static final String SCOPE = "2.5.29.28";

    private final Path folder;
    private final TrustAnchors anchors;
    private volatile Map<X509Certificate, RevocationList> newest = Map.of();

    /** Reads nothing yet: call {@link #refresh()}. */
    public CrlShelf(Path folder, TrustAnchors anchors) {
        this.folder = folder;
        this.anchors = anchors;
    }

    /**
     * Reads every file again; a file that is broken or signed by no known authority is left out with a log line. A list once
     * read stays until a newer one of its authority is there, so a file caught half-written takes nothing away.
     */
    public void refresh() {
        Map<X509Certificate, RevocationList> found = new HashMap<>(newest);
        for (Path file : files()) {
            try {
                lists(file).forEach(crl -> keep((X509CRL) crl, file, found));
            } catch (IOException | GeneralSecurityException e) {
                LOG.warn("Revocation list {} cannot be read and does not count; put a whole one there", file, e);
            }
        }
        newest = Map.copyOf(found);
        LOG.debug("{} revocation lists at hand", found.size());
    }

    @Override
    public Optional<RevocationList> newest(X509Certificate authority) {
        return Optional.ofNullable(newest.get(authority));
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            LOG.warn(
                    "Folder {} of revocation lists cannot be read: lists grow old, then certificates are refused as "
                            + "RevocationUnknown; check that it exists and may be read",
                    folder,
                    e);
            return List.of();
        }
    }

    private static Collection<? extends CRL> lists(Path file) throws IOException, GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCRLs(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private void keep(X509CRL crl, Path file, Map<X509Certificate, RevocationList> found) {
        List<X509Certificate> signers = anchors.named(crl.getIssuerX500Principal()).stream()
                .filter(authority -> signed(crl, authority))
                .toList();
        if (signers.isEmpty()) {
            LOG.warn("Revocation list {} is signed by no known authority and does not count", file);
        } else if (crl.getNextUpdate() == null || !isWhole(crl)) {
            LOG.warn("Revocation list {} is partial, a delta or without nextUpdate and does not count", file);
        } else {
            signers.forEach(signer -> found.merge(signer, RevocationList.of(crl), CrlShelf::later));
        }
    }

    private static RevocationList later(RevocationList one, RevocationList other) {
        return one.thisUpdate().isBefore(other.thisUpdate()) ? other : one;
    }

    private static boolean signed(X509CRL crl, X509Certificate authority) {
        boolean[] usage = authority.getKeyUsage();
        if (usage != null && !usage[CRL_SIGN]) {
            return false;
        }
        try {
            crl.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException signedByAnother) {
            return false;
        }
    }

    /** RFC 5280 5.2.5: a list may be limited to some certificates; only a bare distribution point, tag [0], limits nothing. */
    private static boolean isWhole(X509CRL crl) {
        byte[] scope = crl.getExtensionValue(SCOPE);
        boolean limited = scope != null && !(scope.length > 4 && scope[4] == (byte) 0xA0 && endsWithFirst(scope));
        return !limited && crl.getExtensionValue(DELTA) == null && !crl.hasUnsupportedCriticalExtension();
    }

    /** OCTET STRING, SEQUENCE, [0]: true if [0] is all there is in the sequence (lengths below 128, else we cannot tell). */
    private static boolean endsWithFirst(byte[] scope) {
        return scope.length > 5 && scope[5] >= 0 && scope[5] + 6 == scope.length;
    }
}
