package org.lienthong.gateway.soap;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.lienthong.exchange.directory.Scope;
import org.lienthong.exchange.directory.SystemEntry;
import org.lienthong.message.identity.Digest;
import org.lienthong.xsd.exchange.CheckConnectionAnswer;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.BusCertificate;
import org.lienthong.xsd.types.Mandate;

/** Who a caller is to the bus, as the wire carries it. */
final class Connections {

    private static final String PROFILE_VERSION = "1.0";

    private Connections() {}

    static CheckConnectionAnswer answer(
            AnswerContext context,
            SystemEntry system,
            Duration certificateLeft,
            Duration clockOffset,
            Optional<X509Certificate> next) {
        CheckConnectionAnswer answer = new CheckConnectionAnswer();
        context.setOrgan(system.organ().value());
        answer.setAnswerContext(context);
        answer.setOrgan(system.organ().value());
        answer.setSystem(system.system().value());
        system.mandates().stream().map(Connections::mandate).forEach(answer.getMandate()::add);
        system.activeKeys().stream().map(Digest::toString).forEach(answer.getActiveKeySha256()::add);
        answer.setCertificateDaysLeft((int) Math.max(0, certificateLeft.toDays()));
        answer.setClockOffsetSeconds(clamp(clockOffset.toSeconds()));
        next.ifPresent(certificate -> answer.setNextBusCertificate(announced(certificate)));
        answer.setProfileVersion(PROFILE_VERSION);
        return answer;
    }

    private static int clamp(long seconds) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, seconds));
    }

    private static Mandate mandate(SystemEntry.Mandate of) {
        Mandate mandate = new Mandate();
        mandate.setOrgan(of.organ().value());
        of.scopes().stream().sorted().map(Scope::wire).forEach(mandate.getScope()::add);
        mandate.setFrom(of.from().atOffset(ZoneOffset.UTC));
        of.to().ifPresent(to -> mandate.setTo(to.atOffset(ZoneOffset.UTC)));
        return mandate;
    }

    static BusCertificate announced(X509Certificate certificate) {
        try {
            BusCertificate announced = new BusCertificate();
            announced.setSha256(Digest.sha256(certificate.getEncoded()).toString());
            announced.setValidFrom(certificate.getNotBefore().toInstant().atOffset(ZoneOffset.UTC));
            announced.setCertificate(certificate.getEncoded());
            return announced;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("the next certificate of the bus cannot be encoded", e);
        }
    }
}
