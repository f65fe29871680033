package org.lienthong.message.seal;

import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for tests; its certificates hold from a year before {@link SealFixtures#NOW} to a year after. */
public final class TestAuthority {

    private static final AtomicLong SERIALS = new AtomicLong(0x1000);

    /** What to put into a certificate beside name and key. */
    public record Order(int keyUsage, boolean authority, boolean sandbox, Instant notBefore, Instant notAfter) {

        public static final Order AGENCY = new Order(
                KeyUsage.digitalSignature,
                false,
                false,
                SealFixtures.NOW.minus(365, ChronoUnit.DAYS),
                SealFixtures.NOW.plus(365, ChronoUnit.DAYS));
        static final Order AUTHORITY =
                new Order(KeyUsage.keyCertSign | KeyUsage.cRLSign, true, false, AGENCY.notBefore(), AGENCY.notAfter());

        /** @param bits 0 leaves the KeyUsage extension out */
        public Order usage(int bits) {
            return new Order(bits, authority, sandbox, notBefore, notAfter);
        }

        public Order between(Instant from, Instant to) {
            return new Order(keyUsage, authority, sandbox, from, to);
        }

        public Order marked() {
            return new Order(keyUsage, authority, true, notBefore, notAfter);
        }
    }

    private final KeyPair keys;
    private final X509Certificate certificate;

    private TestAuthority(KeyPair keys, X509Certificate certificate) {
        this.keys = keys;
        this.certificate = certificate;
    }

    public static TestAuthority root(String name) {
        return root(name, Order.AUTHORITY);
    }

    static TestAuthority root(String name, Order order) {
        return root(name, order, ec("secp256r1"));
    }

    static TestAuthority root(String name, Order order, KeyPair keys) {
        X500Principal subject = new X500Principal("CN=" + name);
        ContentSigner signer = signer(keys.getPrivate(), "SHA256");
        return new TestAuthority(keys, certify(subject, keys, subject, signer, order));
    }

    public TestAuthority subordinate(String name) {
        KeyPair keys = ec("secp256r1");
        return new TestAuthority(keys, issue(name, keys, Order.AUTHORITY).certificate());
    }

    /** @return an ordinary agency's key and certificate */
    public SigningKey issue(String name, KeyPair agencyKeys) {
        return issue(name, agencyKeys, Order.AGENCY);
    }

    public SigningKey issue(String name, KeyPair agencyKeys, Order order) {
        return issue(name, agencyKeys, order, "SHA256");
    }

    SigningKey issue(String name, KeyPair agencyKeys, Order order, String digest) {
        X500Principal subject = new X500Principal("CN=" + name);
        X500Principal issuer = certificate.getSubjectX500Principal();
        return new SigningKey(
                agencyKeys.getPrivate(),
                certify(subject, agencyKeys, issuer, signer(keys.getPrivate(), digest), order));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public X509CRL crl(Instant thisUpdate, Instant nextUpdate, X509Certificate... revoked) {
        JcaX509v2CRLBuilder builder =
                new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(thisUpdate));
        builder.setNextUpdate(Date.from(nextUpdate));
        for (X509Certificate one : revoked) {
            builder.addCRLEntry(one.getSerialNumber(), Date.from(thisUpdate), 1);
        }
        try {
            return new JcaX509CRLConverter().getCRL(builder.build(signer(keys.getPrivate(), "SHA256")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return a list that says it is limited to a scope */
    X509CRL scopedCrl(Instant thisUpdate, IssuingDistributionPoint scope) {
        JcaX509v2CRLBuilder builder =
                new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(thisUpdate));
        builder.setNextUpdate(Date.from(thisUpdate.plus(1, ChronoUnit.DAYS)));
        try {
            builder.addExtension(Extension.issuingDistributionPoint, true, scope);
            return new JcaX509CRLConverter().getCRL(builder.build(signer(keys.getPrivate(), "SHA256")));
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair ec(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certify(
            X500Principal subject, KeyPair keys, X500Principal issuer, ContentSigner signer, Order order) {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(SERIALS.incrementAndGet()),
                Date.from(order.notBefore()),
                Date.from(order.notAfter()),
                subject,
                keys.getPublic());
        try {
            if (order.authority()) {
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            }
            if (order.keyUsage() != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(order.keyUsage()));
            }
            if (order.sandbox()) {
                builder.addExtension(
                        new ASN1ObjectIdentifier(TrustAnchors.SANDBOX_MARKER_OID), false, DERNull.INSTANCE);
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(PrivateKey key, String digest) {
        try {
            return new JcaContentSignerBuilder(digest + (key instanceof ECKey ? "withECDSA" : "withRSA")).build(key);
        } catch (OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
