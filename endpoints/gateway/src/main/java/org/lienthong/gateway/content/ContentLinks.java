package org.lienthong.gateway.content;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MalformedIdentifierException;
import org.lienthong.message.identity.OrganId;

/**
 * Makes and reads links. A token says what it grants and until when, under a MAC (HMAC-SHA256) whose key every gateway of the
 * bus shares; so any gateway can serve it and nothing is stored.
 */
public final class ContentLinks {

    static final String PATH = "/content/deliveries/";
    private static final int KEY_BYTES = 32;
    private static final int MAC_BYTES = 32;
    private static final int MOST_TOKEN = 1024;

    private final SecretKeySpec key;
    private final Duration life;
    private final InstantSource clock;

    /** @param key 32 random bytes */
    public ContentLinks(byte[] key, Duration life, InstantSource clock) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes instead of " + KEY_BYTES);
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
        this.life = life;
        this.clock = clock;
    }

    /**
     * @param base of the address that the caller used, e.g. {@code https://bus.example}
     * @param content the attachment; empty: the sender's signed root part
     * @param sha256 of the content, for the path, so that the path names what it is
     */
    public ContentLink issue(
            String base, OrganId organ, DeliveryId delivery, Optional<ContentId> content, Digest sha256) {
        Instant expiresAt = Instant.ofEpochSecond(clock.instant().plus(life).getEpochSecond());
        byte[] grant = write(new ContentGrant(organ, delivery, content, expiresAt));
        byte[] token = Arrays.copyOf(grant, grant.length + MAC_BYTES);
        System.arraycopy(mac(grant), 0, token, grant.length, MAC_BYTES);
        return new ContentLink(
                base + PATH + delivery + "/" + sha256,
                Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                expiresAt);
    }

    /** @return what the token grants now; empty if it is forged, broken or expired */
    Optional<ContentGrant> read(String token) {
        byte[] bytes;
        try {
            bytes = token.length() > MOST_TOKEN
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (bytes.length <= MAC_BYTES) {
            return Optional.empty();
        }
        byte[] grant = Arrays.copyOf(bytes, bytes.length - MAC_BYTES);
        byte[] shown = Arrays.copyOfRange(bytes, grant.length, bytes.length);
        if (!MessageDigest.isEqual(shown, mac(grant))) {
            return Optional.empty();
        }
        return parse(grant).filter(read -> clock.instant().isBefore(read.expiresAt()));
    }

    private byte[] mac(byte[] grant) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(grant);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] write(ContentGrant grant) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(grant.expiresAt().getEpochSecond());
            out.writeUTF(grant.organ().value());
            out.writeUTF(grant.delivery().toString());
            out.writeBoolean(grant.content().isPresent());
            out.writeUTF(grant.content().map(ContentId::value).orElse(""));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    private static Optional<ContentGrant> parse(byte[] grant) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(grant))) {
            Instant expiresAt = Instant.ofEpochSecond(in.readLong());
            OrganId organ = new OrganId(in.readUTF());
            Optional<DeliveryId> delivery = DeliveryId.parse(in.readUTF());
            boolean attachment = in.readBoolean();
            String name = in.readUTF();
            Optional<ContentId> content = attachment ? Optional.of(new ContentId(name)) : Optional.empty();
            return delivery.map(id -> new ContentGrant(organ, id, content, expiresAt));
        } catch (IOException | MalformedIdentifierException writtenByAnotherVersion) {
            return Optional.empty();
        }
    }
}
