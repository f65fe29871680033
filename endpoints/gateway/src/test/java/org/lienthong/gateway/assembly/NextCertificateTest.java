package org.lienthong.gateway.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lienthong.gateway.assembly.DoorAssembly.BusKeys;
import org.lienthong.gateway.testing.TestKeys;

class NextCertificateTest {

    private final TestKeys keys = new TestKeys();
    private final Instant end = keys.bus().certificate().getNotAfter().toInstant();

    @Test
    void tellsThatNoNextCertificateIsAnnouncedFromSixtyDaysBeforeTheEndOn() {
        BusKeys alone = new BusKeys(keys.bus(), Optional.empty());

        assertThat(NextCertificate.warning(alone, end.minus(Duration.ofDays(61))))
                .isEmpty();
        assertThat(NextCertificate.warning(alone, end.minus(Duration.ofDays(60))))
                .hasValueSatisfying(told ->
                        assertThat(told).contains("no next one is announced").contains("chưa công bố"));
    }

    @Test
    void isSilentOnceTheNextOneIsAnnounced() {
        BusKeys both = new BusKeys(keys.bus(), Optional.of(keys.vpcp().certificate()));

        assertThat(NextCertificate.warning(both, end.minus(Duration.ofDays(1)))).isEmpty();
    }
}
