package org.lienthong.client.soap;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lienthong.message.seal.SigningKey;

/** An authority and the keys below it, made for one test run. */
public final class TestKeys {

    private static final BigInteger SERIAL = BigInteger.valueOf(4711);

    private final KeyPair keys;
    private final X500Name name;
    private final X509Certificate certificate;

    public TestKeys(String name, Instant from, Instant to) {
        try {
            this.keys = pair();
            this.name = new X500Name("CN=" + name);
            JcaX509v3CertificateBuilder builder = builder(this.name, keys, from, to);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            this.certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public SigningKey key(String subject, Instant from, Instant to) {
        try {
            KeyPair own = pair();
            JcaX509v3CertificateBuilder builder = builder(new X500Name("CN=" + subject), own, from, to);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            return new SigningKey(
                    own.getPrivate(), new JcaX509CertificateConverter().getCertificate(builder.build(signer())));
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    public X509CRL emptyList(Instant from, Instant to) {
        try {
            JcaX509v2CRLBuilder builder =
                    new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(from));
            builder.setNextUpdate(Date.from(to));
            return new JcaX509CRLConverter().getCRL(builder.build(signer()));
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair own, Instant from, Instant to) {
        return new JcaX509v3CertificateBuilder(name, SERIAL, Date.from(from), Date.from(to), subject, own.getPublic());
    }

    private ContentSigner signer() throws Exception {
        return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
    }

    private static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
