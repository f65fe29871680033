package org.lienthong.gateway.soap;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.SystemEntry;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.seal.RegisteredKey;

/** Mutual TLS: who shows a certificate for the connection must be of the organ that signs on it. Subject text decides nothing. */
final class TlsPeer {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Directory directory;

    TlsPeer(Directory directory) {
        this.directory = directory;
    }

    /**
     * Holds for every caller without a certificate: whether one is needed, the listener has decided.
     *
     * @throws org.lienthong.message.refusal.RefusedException TlsMismatch
     */
    void requireAgreement(HttpServletRequest request, SystemId signer) {
        if (!(request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain) || chain.length == 0) {
            return;
        }
        Optional<SystemId> shown = directory
                .find(Digest.sha256(chain[0].getPublicKey().getEncoded()))
                .map(RegisteredKey::system);
        SystemEntry signing = directory.describe(signer);
        boolean agrees = shown.isPresent()
                && (shown.get().equals(signer)
                        || directory.describe(shown.get()).organ().equals(signing.organ()));
        if (!agrees) {
            throw Refusal.of(RefusalCode.TLS_MISMATCH)
                    .with("found", shown.isPresent() ? shown.get() : chain[0].getSubjectX500Principal())
                    .with("system", signer)
                    .with("organ", signing.organ())
                    .refused();
        }
    }
}
