package org.lienthong.gateway.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a key lies: in a PKCS#12 file with its password, or as PEM certificate (chain) and PEM PKCS#8 key.
 *
 * @param alias needed only if the PKCS#12 file holds several keys
 */
public record KeyFile(
        @Nullable Path keyStore,
        @Nullable Secret password,
        @Nullable String alias,
        @Nullable Path certificate,
        @Nullable Path privateKey) {

    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** @throws IllegalArgumentException saying what is wrong with which file, in Vietnamese and English */
    public KeyMaterial load() {
        Path store = keyStore;
        Path chain = certificate;
        Path key = privateKey;
        if (store != null && password != null && chain == null && key == null) {
            return paired(fromStore(store, password), store);
        }
        if (store == null && chain != null && key != null) {
            return paired(new KeyMaterial(readKey(key), certificates(chain)), key);
        }
        throw new IllegalArgumentException("cần key-store và password, hoặc certificate và private-key"
                + " / needs key-store and password, or certificate and private-key");
    }

    private static KeyMaterial paired(KeyMaterial material, Path file) {
        if (!material.isPair()) {
            throw new IllegalArgumentException("khoá trong " + file + " không phải khoá của chứng thư đi kèm ("
                    + material.certificate().getSubjectX500Principal() + ") / the key in " + file
                    + " is not the key of the certificate beside it");
        }
        return material;
    }

    private KeyMaterial fromStore(Path store, Secret secret) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, secret.chars());
            String name = alias != null ? alias : onlyKey(keys, store);
            if (!(keys.getKey(name, secret.chars()) instanceof PrivateKey found)) {
                throw unreadable(store, null);
            }
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate link : keys.getCertificateChain(name)) {
                chain.add((X509Certificate) link);
            }
            return new KeyMaterial(found, chain);
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(store, e);
        }
    }

    private static String onlyKey(KeyStore keys, Path store) throws GeneralSecurityException {
        List<String> names = new ArrayList<>();
        for (String name : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(name)) {
                names.add(name);
            }
        }
        if (names.size() != 1) {
            throw new IllegalArgumentException(store + " có " + names.size() + " khoá: cần alias / holds "
                    + names.size() + " keys: name one by alias");
        }
        return names.get(0);
    }

    /** @return the certificates of a PEM file, in its order */
    public static List<X509Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> read = new ArrayList<>();
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                read.add((X509Certificate) one);
            }
            if (read.isEmpty()) {
                throw unreadable(file, null);
            }
            return read;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, e);
        }
    }

    private static PrivateKey readKey(Path file) {
        try {
            Matcher pem = PEM_KEY.matcher(Files.readString(file));
            if (!pem.find()) {
                throw unreadable(file, null);
            }
            PKCS8EncodedKeySpec spec =
                    new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
            return decode(spec);
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, e);
        }
    }

    private static PrivateKey decode(PKCS8EncodedKeySpec spec) throws GeneralSecurityException {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(spec);
        } catch (InvalidKeySpecException notRsa) {
            return KeyFactory.getInstance("EC").generatePrivate(spec);
        }
    }

    private static IllegalArgumentException unreadable(Path file, @Nullable Exception cause) {
        if (cause instanceof NoSuchFileException) {
            return new IllegalArgumentException("không có tệp " + file + " / there is no file " + file, cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new IllegalArgumentException(
                    "không có quyền đọc tệp " + file + " / no permission to read " + file, cause);
        }
        if (cause != null && cause.getCause() instanceof UnrecoverableKeyException) {
            return new IllegalArgumentException(
                    "sai mật khẩu của " + file + " / the password of " + file + " is wrong", cause);
        }
        String why = cause == null ? "" : " (" + cause.getMessage() + ")";
        return new IllegalArgumentException("không đọc được " + file + why + " / cannot read " + file + why, cause);
    }
}
