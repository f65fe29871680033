package org.lienthong.gateway.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.0.0/16,10.1.255.7,true",
        "10.1.0.0/16,10.2.0.1,false",
        "192.0.2.7,192.0.2.7,true",
        "192.0.2.7,192.0.2.8,false",
        "2001:db8::/33,2001:db8:7fff::1,true",
        "2001:db8::/33,2001:db8:8000::1,false",
        "0.0.0.0/0,2001:db8::1,false",
        "0.0.0.0/0,bus.example,false"
    })
    void holdsItsAddresses(String range, String address, boolean held) {
        assertThat(AddressRange.parse(range).holds(address)).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bus.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0", "", "300.1.1.1"})
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> AddressRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
