package org.lienthong.exchange.operator;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import org.lienthong.message.identity.Digest;

/** An operator at work: with his private key in hand. */
public final class OperatorSigner {

    private static final String PROBE = "lienthong operator probe";

    private final Operator operator;
    private final PrivateKey key;

    /** @throws IllegalArgumentException if the private key is not the operator's */
    public OperatorSigner(Operator operator, PrivateKey key) {
        this.operator = operator;
        this.key = key;
        byte[] probe = PROBE.getBytes(StandardCharsets.UTF_8);
        if (!SignatureForm.of(operator.key()).equals(SignatureForm.of(key))
                || !SignatureForm.verifies(operator.key(), probe, SignatureForm.sign(key, probe))) {
            throw new IllegalArgumentException("khoá riêng này không phải của " + operator.name()
                    + " / this private key is not that of " + operator.name());
        }
    }

    public Digest fingerprint() {
        return operator.fingerprint();
    }

    public OperatorMark sign(String statement) {
        return new OperatorMark(fingerprint(), SignatureForm.sign(key, statement.getBytes(StandardCharsets.UTF_8)));
    }
}
