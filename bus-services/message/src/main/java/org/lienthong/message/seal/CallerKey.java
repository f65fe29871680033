package org.lienthong.message.seal;

import java.io.ByteArrayInputStream;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.List;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.w3c.dom.Element;

/** The certificate that a message presents, and the rules its key must keep. */
record CallerKey(X509Certificate certificate, Digest spkiSha256) {

    private static final int RSA_MIN_BITS = 2048;
    private static final int RSA_MAX_BITS = 8192;
    private static final int RSA_MAX_EXPONENT_BITS = 64;
    private static final List<ECParameterSpec> CURVES = List.of(curve("secp256r1"), curve("secp384r1"));

    /** @throws RefusedException CertificateRefused, if the token is not exactly one DER certificate */
    static CallerKey read(Element token) {
        byte[] der = SecurityHeader.base64(token);
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            if (!Arrays.equals(certificate.getEncoded(), der)) {
                throw refused(RefusalCode.CERTIFICATE_REFUSED, "X.509 DER");
            }
            return new CallerKey(certificate, spki(certificate));
        } catch (CertificateException e) {
            throw Refusal.of(RefusalCode.CERTIFICATE_REFUSED)
                    .with("what", "X.509 DER")
                    .refused(e);
        }
    }

    static Digest spki(X509Certificate certificate) {
        return Digest.sha256(certificate.getPublicKey().getEncoded());
    }

    /** @throws RefusedException AlgorithmRefused, CertificateRefused */
    void requireFit(SignatureMethod method) {
        PublicKey key = certificate.getPublicKey();
        if (!method.takes(key)) {
            throw refused(RefusalCode.ALGORITHM_REFUSED, key.getAlgorithm() + ", " + method.uri());
        }
        if (key instanceof RSAPublicKey rsa) {
            requireFit(rsa);
        } else if (key instanceof ECPublicKey ec && CURVES.stream().noneMatch(curve -> same(curve, ec.getParams()))) {
            throw refused(RefusalCode.ALGORITHM_REFUSED, "EC, " + ec.getParams());
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null || !usage[0]) {
            throw refused(RefusalCode.CERTIFICATE_REFUSED, "KeyUsage digitalSignature");
        }
        if (certificate.getBasicConstraints() >= 0) {
            throw refused(RefusalCode.CERTIFICATE_REFUSED, "BasicConstraints CA=TRUE");
        }
    }

    private static void requireFit(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        int exponent = key.getPublicExponent().bitLength();
        if (!key.getAlgorithm().equals("RSA") || bits < RSA_MIN_BITS || bits > RSA_MAX_BITS) {
            throw refused(RefusalCode.ALGORITHM_REFUSED, key.getAlgorithm() + ", " + bits + " bit");
        }
        if (exponent < 2 || exponent > RSA_MAX_EXPONENT_BITS) {
            throw refused(RefusalCode.ALGORITHM_REFUSED, "RSA, e = " + key.getPublicExponent());
        }
    }

    private static boolean same(ECParameterSpec allowed, ECParameterSpec found) {
        return allowed.getCurve().equals(found.getCurve())
                && allowed.getGenerator().equals(found.getGenerator())
                && allowed.getOrder().equals(found.getOrder())
                && allowed.getCofactor() == found.getCofactor();
    }

    private static ECParameterSpec curve(String name) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(name));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static RefusedException refused(RefusalCode code, String what) {
        return Refusal.of(code).with("what", what).refused();
    }
}
