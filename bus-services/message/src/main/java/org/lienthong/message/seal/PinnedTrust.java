package org.lienthong.message.seal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/** Trust in certificates known beforehand: the bus's own, as its clients hold them. */
record PinnedTrust(List<X509Certificate> pinned) implements CertificateTrust {

    @Override
    public Trusted judge(X509Certificate certificate, Instant at) {
        if (!pinned.contains(certificate)) {
            throw Refusal.of(RefusalCode.CERTIFICATE_REFUSED)
                    .with("what", certificate.getSubjectX500Principal())
                    .refused();
        }
        PkixTrust.requireInForce(certificate, at);
        return new Trusted(List.of(certificate), List.of());
    }
}
