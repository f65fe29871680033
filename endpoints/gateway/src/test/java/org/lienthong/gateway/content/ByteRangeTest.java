package org.lienthong.gateway.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lienthong.gateway.content.ByteRange.Asked;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({"bytes=0-9,0,9", "bytes=90-,90,99", "bytes=90-500,90,99", "bytes=-10,90,99", "bytes=-500,0,99"})
    void readsASingleRange(String header, long first, long last) {
        assertThat(ByteRange.asked(Optional.of(header), 100)).isEqualTo(new Asked.Part(new ByteRange(first, last)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=0-1,5-6", "lines=0-1", "bytes=-", "bytes=9-0", "bytes=a-b", "bytes=0-99999999999999999999"
            })
    void answersWholeWhatItMayIgnore(String header) {
        assertThat(ByteRange.asked(Optional.of(header), 100)).isEqualTo(new Asked.Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
    void refusesWhatLiesOutside(String header) {
        assertThat(ByteRange.asked(Optional.of(header), 100)).isEqualTo(new Asked.Unsatisfiable());
    }

    @Test
    void nothingOfNothingIsOutside() {
        assertThat(ByteRange.asked(Optional.of("bytes=0-"), 0)).isEqualTo(new Asked.Unsatisfiable());
        assertThat(ByteRange.asked(Optional.empty(), 0)).isEqualTo(new Asked.Whole());
    }
}
