package org.lienthong.simulator.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.seal.TrustAnchors;

/**
 * The authority at work: a self-signed root that carries the sandbox marker, as does all that it signs, so that
 * {@code serve} and auditors refuse them, and the certificates and revocation lists below it.
 */
public final class SandboxCertificates {

    private static final int RSA_BITS = 2048;
    private static final int SERIAL_BITS = 120;
    private static final Duration BACKDATED = Duration.ofMinutes(10);
    private static final Duration LIFE = Duration.ofDays(730);
    private static final Duration ROOT_LIFE = Duration.ofDays(3650);
    private static final String SIGNATURE = "SHA256withRSA";

    private static final ASN1ObjectIdentifier MARKER = new ASN1ObjectIdentifier(TrustAnchors.SANDBOX_MARKER_OID);

    private final SecureRandom random;
    private final Instant now;
    private final KeyPair keys;
    private final X500Name name;
    private final X509Certificate certificate;

    /** A new authority. */
    public SandboxCertificates(SecureRandom random, Instant now) throws GeneralSecurityException, IOException {
        this.random = random;
        this.now = now;
        this.keys = newKeys();
        this.name = name("Lien Thong Sandbox CA " + new BigInteger(32, random).toString(16));
        JcaX509v3CertificateBuilder builder = builder(name, keys.getPublic(), ROOT_LIFE);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        builder.addExtension(MARKER, false, DERNull.INSTANCE);
        this.certificate = sign(builder);
    }

    /** An authority made before. */
    SandboxCertificates(SigningKey authority, SecureRandom random, Instant now) {
        this.random = random;
        this.now = now;
        this.keys = new KeyPair(authority.certificate().getPublicKey(), authority.privateKey());
        this.name = X500Name.getInstance(
                authority.certificate().getSubjectX500Principal().getEncoded());
        this.certificate = authority.certificate();
    }

    public X509Certificate certificate() {
        return certificate;
    }

    PrivateKey privateKey() {
        return keys.getPrivate();
    }

    /** RSA of 2048 bits. */
    public KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS, random);
        return generator.generateKeyPair();
    }

    /** EC on P-256. */
    public KeyPair newEcKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    /** A certificate to sign messages with. */
    public X509Certificate signing(String commonName, PublicKey key) throws GeneralSecurityException, IOException {
        JcaX509v3CertificateBuilder builder = leaf(commonName, key, KeyUsage.digitalSignature);
        return sign(builder);
    }

    /** A certificate for the loopback addresses of this machine. */
    X509Certificate server(PublicKey key) throws GeneralSecurityException, IOException {
        JcaX509v3CertificateBuilder builder =
                leaf("localhost", key, KeyUsage.digitalSignature | KeyUsage.keyEncipherment);
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "0:0:0:0:0:0:0:1")
        }));
        return sign(builder);
    }

    /** @param life from now to nextUpdate */
    public X509CRL revoking(Collection<X509Certificate> revoked, Duration life)
            throws GeneralSecurityException, IOException {
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(now));
        builder.setNextUpdate(Date.from(now.plus(life)));
        for (X509Certificate one : revoked) {
            builder.addCRLEntry(one.getSerialNumber(), Date.from(now), CRLReason.cessationOfOperation);
        }
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(keys.getPublic()));
        return new JcaX509CRLConverter().getCRL(builder.build(signer()));
    }

    private JcaX509v3CertificateBuilder leaf(String commonName, PublicKey key, int usage)
            throws GeneralSecurityException, IOException {
        JcaX509v3CertificateBuilder builder = builder(name(commonName), key, LIFE);
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        builder.addExtension(
                Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(keys.getPublic()));
        builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key));
        builder.addExtension(MARKER, false, DERNull.INSTANCE);
        return builder;
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, PublicKey key, Duration life) {
        return new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(life)),
                subject,
                key);
    }

    private X509Certificate sign(JcaX509v3CertificateBuilder builder) throws GeneralSecurityException {
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
    }

    private ContentSigner signer() throws GeneralSecurityException {
        try {
            return new JcaContentSignerBuilder(SIGNATURE)
                    .setSecureRandom(random)
                    .build(keys.getPrivate());
        } catch (OperatorCreationException unusable) {
            throw new GeneralSecurityException(unusable);
        }
    }

    private static X500Name name(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, "VN")
                .addRDN(BCStyle.O, "Lien Thong Sandbox")
                .addRDN(BCStyle.CN, commonName)
                .build();
    }
}
