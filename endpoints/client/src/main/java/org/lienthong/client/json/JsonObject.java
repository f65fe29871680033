package org.lienthong.client.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON object, its fields in the order they were put: texts, whole numbers, truth values, objects and lists of objects.
 * Not thread-safe.
 */
public final class JsonObject {

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** Adds a field; anything but a number, a truth value, an object or a list is written as its text. */
    public JsonObject put(String name, Object value) {
        boolean kept = value instanceof Long || value instanceof Boolean || value instanceof JsonObject;
        fields.put(name, kept ? value : value instanceof Integer whole ? (Object) whole.longValue() : value.toString());
        return this;
    }

    /** Adds a field if there is something to say. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public JsonObject put(String name, Optional<?> value) {
        value.ifPresent(some -> put(name, some));
        return this;
    }

    public JsonObject put(String name, List<JsonObject> values) {
        fields.put(name, List.copyOf(values));
        return this;
    }

    /** @throws MalformedJsonException if the field is not there or no text */
    public String text(String name) {
        return textIfAny(name).orElseThrow(() -> new MalformedJsonException("no text in " + name));
    }

    public Optional<String> textIfAny(String name) {
        return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** @throws MalformedJsonException if the field is not there or no whole number */
    public long number(String name) {
        if (fields.get(name) instanceof Long number) {
            return number;
        }
        throw new MalformedJsonException("no number in " + name);
    }

    /** @throws MalformedJsonException if the field is not there or no object */
    public JsonObject object(String name) {
        if (fields.get(name) instanceof JsonObject object) {
            return object;
        }
        throw new MalformedJsonException("no object in " + name);
    }

    /** @return whether the field is there and true */
    public boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    /** @return the objects of a list; none if the field is not there */
    public List<JsonObject> objects(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    /** @throws MalformedJsonException if the bytes are not one whole object */
    public static JsonObject read(byte[] json) {
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedJsonException("no object");
            }
            return object(parser);
        } catch (IOException broken) {
            throw new MalformedJsonException(broken);
        }
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        JsonObject read = new JsonObject();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            switch (parser.nextToken()) {
                case START_OBJECT -> read.fields.put(name, object(parser));
                case START_ARRAY -> read.fields.put(name, objects(parser));
                case VALUE_NUMBER_INT -> read.fields.put(name, parser.getLongValue());
                case VALUE_TRUE, VALUE_FALSE -> read.fields.put(name, parser.getBooleanValue());
                case VALUE_NULL -> {}
                default -> read.fields.put(name, parser.getText());
            }
        }
        return read;
    }

    private static List<JsonObject> objects(JsonParser parser) throws IOException {
        List<JsonObject> read = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            read.add(object(parser));
        }
        return read;
    }

    /** @return for people and programs: several lines, with the last one ended */
    public byte[] pretty() {
        return (written(true) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @return one line without its end */
    @Override
    public String toString() {
        return written(false);
    }

    private String written(boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            if (pretty) {
                generator.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            write(generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void write(JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            generator.writeFieldName(field.getKey());
            Object value = field.getValue();
            if (value instanceof JsonObject nested) {
                nested.write(generator);
            } else if (value instanceof List<?>) {
                generator.writeStartArray();
                for (JsonObject one : objects(field.getKey())) {
                    one.write(generator);
                }
                generator.writeEndArray();
            } else if (value instanceof Long number) {
                generator.writeNumber(number);
            } else if (value instanceof Boolean truth) {
                generator.writeBoolean(truth);
            } else {
                generator.writeString(value.toString());
            }
        }
        generator.writeEndObject();
    }
}
