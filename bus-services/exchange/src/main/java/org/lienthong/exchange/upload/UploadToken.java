package org.lienthong.exchange.upload;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.lienthong.message.identity.Digest;

/** Whoever shows it may write its upload: 256 random bits in base64url. The bus keeps only its digest. */
public record UploadToken(String value) {

    private static final int BYTES = 32;

    static UploadToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new UploadToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    Digest sha256() {
        return Digest.sha256(value.getBytes(StandardCharsets.UTF_8));
    }

    /** @return without the token */
    @Override
    public String toString() {
        return "UploadToken";
    }
}
