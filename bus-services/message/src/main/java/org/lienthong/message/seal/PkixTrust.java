package org.lienthong.message.seal;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trust by a chain to an anchor (RFC 5280) and the revocation lists of its authorities. Nothing is fetched. */
final class PkixTrust implements CertificateTrust {

    private static final Logger LOG = LoggerFactory.getLogger(PkixTrust.class);
    private static final int MAX_AUTHORITIES = 4;
    private static final int RSA_MIN_BITS = 2048;

    private final TrustAnchors anchors;
    private final RevocationLists lists;
    private final SealPolicy policy;
    private final Set<Digest> toldOfGrace = ConcurrentHashMap.newKeySet();

    PkixTrust(TrustAnchors anchors, RevocationLists lists, SealPolicy policy) {
        this.anchors = anchors;
        this.lists = lists;
        this.policy = policy;
    }

    @Override
    public Trusted judge(X509Certificate certificate, Instant at) {
        requireInForce(certificate, at);
        PKIXCertPathBuilderResult path = path(certificate, at);
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate step : path.getCertPath().getCertificates()) {
            chain.add((X509Certificate) step);
        }
        requireInForce(path.getTrustAnchor().getTrustedCert(), at);
        List<RevocationUsed> used = new ArrayList<>();
        for (int i = 0; i < chain.size(); i++) {
            X509Certificate authority = i + 1 < chain.size()
                    ? chain.get(i + 1)
                    : path.getTrustAnchor().getTrustedCert();
            requireStrong(chain.get(i), authority);
            used.add(requireNotRevoked(chain.get(i), authority, at));
        }
        return new Trusted(chain, used);
    }

    /** @throws RefusedException CertificateRefused outside its own time */
    static void requireInForce(X509Certificate certificate, Instant at) {
        try {
            certificate.checkValidity(Date.from(at));
        } catch (CertificateExpiredException e) {
            throw refused("notAfter " + certificate.getNotAfter().toInstant(), e);
        } catch (CertificateNotYetValidException e) {
            throw refused("notBefore " + certificate.getNotBefore().toInstant(), e);
        }
    }

    private PKIXCertPathBuilderResult path(X509Certificate certificate, Instant at) {
        try {
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(certificate);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors.anchors(), target);
            List<X509Certificate> known = new ArrayList<>(anchors.intermediates());
            known.add(certificate);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            parameters.setMaxPathLength(MAX_AUTHORITIES);
            return (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
        } catch (CertPathBuilderException e) {
            throw refused("issuer " + certificate.getIssuerX500Principal(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JDK's own limits for chains let SHA-1 and RSA of 1024 bits pass. */
    private static void requireStrong(X509Certificate certificate, X509Certificate authority) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.contains("SHA1") || algorithm.startsWith("MD")) {
            throw Refusal.of(RefusalCode.CERTIFICATE_REFUSED)
                    .with("what", certificate.getSigAlgName())
                    .refused();
        }
        if (authority.getPublicKey() instanceof RSAPublicKey rsa
                && rsa.getModulus().bitLength() < RSA_MIN_BITS) {
            throw Refusal.of(RefusalCode.CERTIFICATE_REFUSED)
                    .with("what", "issuer RSA, " + rsa.getModulus().bitLength() + " bit")
                    .refused();
        }
    }

    private RevocationUsed requireNotRevoked(X509Certificate certificate, X509Certificate authority, Instant at) {
        RevocationList list = lists.newest(authority).orElseThrow(() -> unknown(authority));
        X509CRL crl = list.crl();
        X509CRLEntry entry = crl.getRevokedCertificate(certificate);
        if (entry != null && !entry.getRevocationDate().toInstant().isAfter(at)) {
            throw Refusal.of(RefusalCode.CERTIFICATE_REVOKED)
                    .with("serial", certificate.getSerialNumber().toString(16))
                    .with("date", entry.getRevocationDate().toInstant())
                    .refused();
        }
        Instant nextUpdate = crl.getNextUpdate().toInstant();
        Duration grace =
                policy.revocationGraceOf().getOrDefault(crl.getIssuerX500Principal(), policy.revocationGrace());
        if (at.isAfter(nextUpdate.plus(grace))) {
            throw unknown(authority);
        }
        boolean inGrace = at.isAfter(nextUpdate);
        if (inGrace && toldOfGrace.add(list.sha256())) {
            LOG.warn(
                    "Revocation list of {} is out of date since {} and counts by grace until {}; then its certificates "
                            + "are refused: fetch a new list",
                    crl.getIssuerX500Principal(),
                    nextUpdate,
                    nextUpdate.plus(grace));
        }
        Instant thisUpdate = crl.getThisUpdate().toInstant();
        return new RevocationUsed(
                crl.getIssuerX500Principal(),
                list.sha256(),
                thisUpdate,
                nextUpdate,
                Duration.between(thisUpdate, at),
                inGrace);
    }

    private static RefusedException unknown(X509Certificate authority) {
        return Refusal.of(RefusalCode.REVOCATION_UNKNOWN)
                .with("issuer", authority.getSubjectX500Principal())
                .after(Duration.ofMinutes(5))
                .refused();
    }

    private static RefusedException refused(String what, Exception cause) {
        return Refusal.of(RefusalCode.CERTIFICATE_REFUSED).with("what", what).refused(cause);
    }
}
