package org.lienthong.message.evidence;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;

/**
 * The inner line of one fact: one JSON object on one line, without a line end, its fields in a fixed order. Example:
 *
 * <pre>{@code
 * {"v":1,"kind":"Taken","time":"2026-11-24T02:15:00.120Z","salt":"5f…","seq":4,"prev":"9c…","delivery":"0d…","to":"H29",…}
 * }</pre>
 *
 * The salt (16 random bytes) keeps whoever sees only digests from guessing what was sent to whom.
 *
 * @param text exactly what is kept and later logged; its digest is over its UTF-8 bytes
 */
public record EventLine(String text, Digest sha256) {

    public static final int VERSION = 1;
    public static final int SALT_BYTES = 16;

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * The head of a line.
     *
     * @param salt 16 random bytes as 32 hexadecimal digits, new for each line
     * @param seq 0 for the first link of a chain, else one more than the line before
     * @param prev digest of the line before in the same delivery's chain
     */
    public record Head(
            EventKind kind, Instant time, String salt, int seq, Optional<Digest> prev, Optional<DeliveryId> delivery) {

        public Head {
            if (salt.length() != 2 * SALT_BYTES) {
                throw new IllegalArgumentException("salt of " + salt.length() + " digits");
            }
            if (prev.isPresent() != (seq > 0)) {
                throw new IllegalArgumentException("seq " + seq + " does not fit prev " + prev);
            }
        }
    }

    public static EventLine write(Head head, EventFacts facts) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("v", VERSION);
            json.writeStringField("kind", head.kind().wire());
            json.writeStringField("time", EventFacts.text(head.time()));
            json.writeStringField("salt", head.salt());
            json.writeNumberField("seq", head.seq());
            if (head.prev().isPresent()) {
                json.writeStringField("prev", head.prev().get().toString());
            }
            if (head.delivery().isPresent()) {
                json.writeStringField("delivery", head.delivery().get().toString());
            }
            facts.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String line = text.toString();
        return new EventLine(line, Digest.sha256(line.getBytes(StandardCharsets.UTF_8)));
    }
}
