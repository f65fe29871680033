package org.lienthong.gateway.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.message.refusal.RefusedException;

class ContentTypeTest {

    @Test
    void readsQuotedAndBareParameters() {
        ContentType type = ContentType.parse("Multipart/Related; type=\"text/xml\" ;BOUNDARY=\"a \\\"b\\\"\"");

        assertThat(type.media()).isEqualTo("multipart/related");
        assertThat(type.parameter("type")).contains("text/xml");
        assertThat(type.parameter("boundary")).contains("a \"b\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "text/",
                "text/xml; charset",
                "text/xml; charset=\"utf",
                "text/xml charset=utf-8",
                "a/b; c=1; C=2"
            })
    void refusesWhatHasAnotherShape(String value) {
        assertThatThrownBy(() -> ContentType.parse(value)).isInstanceOf(RefusedException.class);
    }
}
