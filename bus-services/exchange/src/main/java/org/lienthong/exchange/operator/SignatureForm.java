package org.lienthong.exchange.operator;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.Base64;

/** Ed25519, RSA of 2048 bits or more with SHA-256, ECDSA with SHA-256: what the key is decides. */
final class SignatureForm {

    private static final int LEAST_RSA_BITS = 2048;

    private SignatureForm() {}

    /** @throws IllegalArgumentException for a key of another kind, or a short one */
    static String of(Key key) {
        return switch (key.getAlgorithm()) {
            case "EdDSA", "Ed25519" -> "Ed25519";
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> {
                if (((RSAKey) key).getModulus().bitLength() < LEAST_RSA_BITS) {
                    throw new IllegalArgumentException("khoá RSA của người vận hành phải từ 2048 bit"
                            + " / an operator's RSA key needs 2048 bits or more");
                }
                yield "SHA256withRSA";
            }
            default ->
                throw new IllegalArgumentException("khoá của người vận hành phải là Ed25519, RSA hoặc EC"
                        + " / an operator's key must be Ed25519, RSA or EC");
        };
    }

    static String sign(PrivateKey key, byte[] statement) {
        try {
            Signature signature = Signature.getInstance(of(key));
            signature.initSign(key);
            signature.update(statement);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "không ký được bằng khoá này / this key does not sign: " + e.getMessage(), e);
        }
    }

    static boolean verifies(PublicKey key, byte[] statement, String signature) {
        try {
            Signature verifier = Signature.getInstance(of(key));
            verifier.initVerify(key);
            verifier.update(statement);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }
}
