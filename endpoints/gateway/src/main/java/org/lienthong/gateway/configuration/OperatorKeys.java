package org.lienthong.gateway.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lienthong.exchange.operator.Operator;
import org.lienthong.exchange.operator.Operators;

/**
 * Keys of those who may change the directory: the configuration names a PEM public key or certificate, the operator brings
 * the PEM PKCS#8 private key. Ed25519, RSA or EC, e.g. {@code openssl genpkey -algorithm ed25519 -out me.key} and
 * {@code openssl pkey -in me.key -pubout -out me.pub}.
 */
public final class OperatorKeys {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private OperatorKeys() {}

    /** @throws IllegalArgumentException if a file cannot be read, or two operators share a name or a key */
    public static Operators of(GatewayConfiguration configuration) {
        return new Operators(configuration.directory().operators().stream()
                .map(entry -> new Operator(entry.name(), publicKey(entry.key())))
                .toList());
    }

    private static PublicKey publicKey(Path file) {
        Optional<byte[]> der = pem(file, "PUBLIC KEY");
        if (der.isEmpty()) {
            return KeyFile.certificates(file).get(0).getPublicKey();
        }
        return decode(file, factory -> factory.generatePublic(new X509EncodedKeySpec(der.get())));
    }

    /** @throws IllegalArgumentException if the file holds no PKCS#8 key in PEM */
    public static PrivateKey privateKey(Path file) {
        byte[] der = pem(file, "PRIVATE KEY").orElseThrow(() -> unreadable(file));
        return decode(file, factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(der)));
    }

    @FunctionalInterface
    private interface Decoding<T> {
        T by(KeyFactory factory) throws GeneralSecurityException;
    }

    private static <T> T decode(Path file, Decoding<T> decoding) {
        for (String algorithm : ALGORITHMS) {
            Optional<T> key = decode(algorithm, decoding);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw unreadable(file);
    }

    private static <T> Optional<T> decode(String algorithm, Decoding<T> decoding) {
        try {
            return Optional.of(decoding.by(KeyFactory.getInstance(algorithm)));
        } catch (InvalidKeySpecException anotherKind) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<byte[]> pem(Path file, String label) {
        try {
            Matcher pem = Pattern.compile(
                            "-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
                    .matcher(Files.readString(file));
            return pem.find() ? Optional.of(Base64.getMimeDecoder().decode(pem.group(1))) : Optional.empty();
        } catch (IOException unreadable) {
            throw unreadable(file);
        }
    }

    private static IllegalArgumentException unreadable(Path file) {
        return new IllegalArgumentException(
                "không đọc được khoá PEM trong " + file + " / no PEM key can be read from " + file);
    }
}
