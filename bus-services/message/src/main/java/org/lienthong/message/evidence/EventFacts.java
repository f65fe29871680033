package org.lienthong.message.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.DocumentId;
import org.lienthong.message.identity.LeaseId;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.SystemId;

/** What one line says, in the canonical order of {@link EventField} whatever the order of saying. Immutable. */
public final class EventFacts {

    private static final EventFacts NONE = new EventFacts(Map.of());

    private final Map<EventField, Value> said;

    private EventFacts(Map<EventField, Value> said) {
        this.said = said;
    }

    public static EventFacts none() {
        return NONE;
    }

    public EventFacts with(EventField field, String text) {
        return and(field, json -> json.writeString(text));
    }

    public EventFacts with(EventField field, long number) {
        return and(field, json -> json.writeNumber(number));
    }

    /** Cut to milliseconds, the precision that every store of the bus keeps. */
    public EventFacts with(EventField field, Instant time) {
        return with(field, text(time));
    }

    public EventFacts with(EventField field, Digest digest) {
        return with(field, digest.toString());
    }

    public EventFacts with(EventField field, OrganId organ) {
        return with(field, organ.value());
    }

    public EventFacts with(EventField field, SystemId system) {
        return with(field, system.value());
    }

    public EventFacts with(EventField field, MessageId message) {
        return with(field, message.value());
    }

    public EventFacts with(EventField field, DocumentId document) {
        return with(field, document.value());
    }

    public EventFacts with(EventField field, RequestId request) {
        return with(field, request.value());
    }

    public EventFacts with(EventField field, LeaseId lease) {
        return with(field, lease.toString());
    }

    public EventFacts with(EventField field, DeliveryId delivery) {
        return with(field, delivery.toString());
    }

    public EventFacts with(EventField field, List<String> names) {
        List<String> kept = List.copyOf(names);
        return and(field, json -> {
            json.writeStartArray();
            for (String name : kept) {
                json.writeString(name);
            }
            json.writeEndArray();
        });
    }

    public EventFacts with(EventField field, ObjectDigest object) {
        return and(field, json -> {
            json.writeStartObject();
            json.writeStringField("sha256", object.sha256().toString());
            json.writeNumberField("length", object.length());
            json.writeStringField("type", object.mediaType());
            json.writeEndObject();
        });
    }

    public EventFacts with(EventField field, ListDigest list) {
        return and(field, json -> {
            json.writeStartObject();
            json.writeNumberField("count", list.count());
            json.writeStringField("sha256", list.sha256().toString());
            json.writeEndObject();
        });
    }

    /** @return the same if the text is absent: an absent fact is no field, never an empty one */
    public EventFacts with(EventField field, Optional<String> text) {
        return text.map(present -> with(field, present)).orElse(this);
    }

    void write(JsonGenerator json) throws IOException {
        for (Map.Entry<EventField, Value> fact : said.entrySet()) {
            json.writeFieldName(fact.getKey().wire());
            fact.getValue().write(json);
        }
    }

    static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    private EventFacts and(EventField field, Value value) {
        Map<EventField, Value> more = new EnumMap<>(EventField.class);
        more.putAll(said);
        if (more.put(field, value) != null) {
            throw new IllegalArgumentException(field + " is said twice");
        }
        return new EventFacts(Collections.unmodifiableMap(more));
    }

    @FunctionalInterface
    private interface Value {
        void write(JsonGenerator json) throws IOException;
    }
}
