package org.lienthong.simulator.authority;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12PBEOutputEncryptorBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS12SafeBagBuilder;
import org.lienthong.message.seal.SigningKey;

/**
 * PKCS#12 as .NET Framework, Java 6 to 8 and OpenSSL before 1.1 read it: three-key triple DES for key and certificates, and
 * an integrity code by SHA-1. Weak; for keys of a sandbox only.
 */
final class LegacyKeyStore {

    private static final int ITERATIONS = 2048;
    private static final DERBMPString NAME = new DERBMPString("key");
    private static final DEROctetString LINK = new DEROctetString(new byte[] {1});

    private LegacyKeyStore() {}

    static byte[] of(SigningKey key, List<X509Certificate> chain, char[] password)
            throws IOException, GeneralSecurityException {
        try {
            List<PKCS12SafeBag> certificates = new ArrayList<>();
            for (X509Certificate one : chain) {
                PKCS12SafeBagBuilder bag = new JcaPKCS12SafeBagBuilder(one);
                certificates.add((one.equals(key.certificate()) ? linked(bag) : bag).build());
            }
            PKCS12SafeBag secret = linked(new JcaPKCS12SafeBagBuilder(key.privateKey(), tripleDes(password)))
                    .build();
            return new PKCS12PfxPduBuilder()
                    .addEncryptedData(tripleDes(password), certificates.toArray(PKCS12SafeBag[]::new))
                    .addData(secret)
                    .build(new BcPKCS12MacCalculatorBuilder(), password)
                    .getEncoded();
        } catch (PKCSException unsupported) {
            throw new GeneralSecurityException(unsupported);
        }
    }

    /** By the same id a reader knows which certificate is the key's. */
    private static PKCS12SafeBagBuilder linked(PKCS12SafeBagBuilder bag) {
        return bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, NAME)
                .addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, LINK);
    }

    private static OutputEncryptor tripleDes(char[] password) {
        return new BcPKCS12PBEOutputEncryptorBuilder(
                        PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
                        CBCBlockCipher.newInstance(new DESedeEngine()))
                .setIterationCount(ITERATIONS)
                .build(password);
    }
}
