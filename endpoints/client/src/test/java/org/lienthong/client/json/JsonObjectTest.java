package org.lienthong.client.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {

    @Test
    void whatIsWrittenIsRead() {
        JsonObject written = new JsonObject()
                .put("text", "Ủy ban \"nhân dân\"\n")
                .put("long", 3_000_000_000L)
                .put("int", 7)
                .put("truth", true)
                .put("absent", Optional.empty())
                .put("present", Optional.of("x"))
                .put("nested", new JsonObject().put("a", "b"))
                .put("list", List.of(new JsonObject().put("n", 1), new JsonObject().put("n", 2)));

        for (byte[] json : List.of(written.pretty(), written.toString().getBytes(UTF_8))) {
            JsonObject read = JsonObject.read(json);
            assertThat(read.text("text")).isEqualTo("Ủy ban \"nhân dân\"\n");
            assertThat(read.number("long")).isEqualTo(3_000_000_000L);
            assertThat(read.number("int")).isEqualTo(7);
            assertThat(read.flag("truth")).isTrue();
            assertThat(read.textIfAny("absent")).isEmpty();
            assertThat(read.text("present")).isEqualTo("x");
            assertThat(read.object("nested").text("a")).isEqualTo("b");
            assertThat(read.objects("list")).extracting(one -> one.number("n")).containsExactly(1L, 2L);
            assertThat(read.toString()).isEqualTo(written.toString()).doesNotContain("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"a\":1", "{\"a\":{\"b\":1}", "{\"a\":[{\"b\":1}", "text", "{\"a\" 1}"})
    void halfAnObjectIsNone(String torn) {
        assertThatThrownBy(() -> JsonObject.read(torn.getBytes(UTF_8))).isInstanceOf(MalformedJsonException.class);
    }
}
