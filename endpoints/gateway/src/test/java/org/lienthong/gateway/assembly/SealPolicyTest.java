package org.lienthong.gateway.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.lienthong.gateway.configuration.GatewayConfiguration.Trust;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.seal.SealPolicy;

class SealPolicyTest {

    @Test
    void takesSkewAndGraceFromTheConfigurationWholeAndSingly() {
        Trust trust = new Trust(
                List.of(Path.of("ca.pem")),
                Path.of("crls"),
                Duration.ofMinutes(1),
                Duration.ofMinutes(4),
                List.of(new Trust.SkewAllowance(new SystemId("qlvb-G22"), Duration.ofMinutes(12))),
                Duration.ofHours(6),
                List.of(new Trust.RevocationGrace("O=Org, CN=CA", Duration.ofDays(3))));

        SealPolicy policy = DoorAssembly.policy(trust, Set.of());

        assertThat(policy.skew()).isEqualTo(Duration.ofMinutes(4));
        assertThat(policy.skewAllowances()).containsEntry(new SystemId("qlvb-G22"), Duration.ofMinutes(12));
        assertThat(policy.revocationGrace()).isEqualTo(Duration.ofHours(6));
        assertThat(policy.revocationGraceOf()).containsEntry(new X500Principal("o=org,cn=CA"), Duration.ofDays(3));
    }
}
