package org.lienthong.message.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;

/**
 * What a submission carries, as one digest: two submissions with the same one are the same content, whatever their
 * signatures and times (wsdl/PROFILE.md). SHA-256 over netstrings (decimal count of bytes, {@code :}, the UTF-8 bytes,
 * {@code ,}) of, in order: {@code lienthong-content-1}; From; SHA-256 of the edXML in hex; count of recipients; the
 * recipients as written, sorted by their characters; count of attachments; and for each attachment in announced order its
 * name, media type, length and SHA-256 in hex.
 */
public final class ContentDigest {

    private static final String VERSION = "lienthong-content-1";
    private static final String STATUS_VERSION = "lienthong-status-1";

    private ContentDigest() {}

    /**
     * An attachment as the sender announced it.
     *
     * @param length in bytes
     */
    public record Announced(String name, String mediaType, long length, Digest sha256) {}

    /**
     * @param from the organ acted for, by the id that the directory gives it
     * @param recipients as written: the request's, or else every To of the edXML
     */
    public static Digest of(OrganId from, Digest edxml, List<OrganId> recipients, List<Announced> attachments) {
        MessageDigest sha256 = Digest.newSha256();
        add(sha256, VERSION);
        add(sha256, from.value());
        add(sha256, edxml.toString());
        add(sha256, Integer.toString(recipients.size()));
        recipients.stream()
                .map(OrganId::value)
                .sorted(Comparator.naturalOrder())
                .forEach(recipient -> add(sha256, recipient));
        add(sha256, Integer.toString(attachments.size()));
        for (Announced attachment : attachments) {
            add(sha256, attachment.name());
            add(sha256, attachment.mediaType());
            add(sha256, Long.toString(attachment.length()));
            add(sha256, attachment.sha256().toString());
        }
        return Digest.finish(sha256);
    }

    /**
     * What a status message carries. SHA-256 over netstrings as above of, in order: {@code lienthong-status-1}; From; SHA-256
     * of the edXML in hex; SHA-256 of the document's edXML in hex; and the optional fields in the order of the schema, an
     * absent one empty.
     *
     * @param from the organ acted for, by the id that the directory gives it
     * @param about EdxmlSha256 of the document spoken of
     */
    public static Digest ofStatus(OrganId from, Digest edxml, Digest about, List<String> fields) {
        MessageDigest sha256 = Digest.newSha256();
        add(sha256, STATUS_VERSION);
        add(sha256, from.value());
        add(sha256, edxml.toString());
        add(sha256, about.toString());
        fields.forEach(field -> add(sha256, field));
        return Digest.finish(sha256);
    }

    private static void add(MessageDigest sha256, String field) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        sha256.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        sha256.update(bytes);
        sha256.update((byte) ',');
    }
}
