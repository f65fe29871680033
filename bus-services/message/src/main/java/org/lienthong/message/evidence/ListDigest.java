package org.lienthong.message.evidence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.lienthong.message.identity.Digest;

/**
 * A list named by its count and a digest, so that a line about 3,321 recipients stays a line.
 *
 * @param sha256 over every entry in order, each followed by LF
 */
public record ListDigest(int count, Digest sha256) {

    /** @param entries without line breaks, in the order that whoever checks will know */
    public static ListDigest of(List<String> entries) {
        MessageDigest sha256 = Digest.newSha256();
        for (String entry : entries) {
            if (entry.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("an entry holds a line break");
            }
            sha256.update(entry.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) '\n');
        }
        return new ListDigest(entries.size(), Digest.finish(sha256));
    }
}
