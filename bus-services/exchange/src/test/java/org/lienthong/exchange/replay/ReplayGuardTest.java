package org.lienthong.exchange.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.postgres.RequestPartitions;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.identity.SystemId;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

class ReplayGuardTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    private static final Instant CREATED = Instant.parse("2026-11-24T23:59:59Z");

    private final ReplayGuard guard = new ReplayGuard(DATABASE.dataSource());

    @BeforeAll
    static void makePartitions() {
        new RequestPartitions(DATABASE.jdbc()).keep(LocalDate.parse("2026-11-24"));
    }

    @BeforeEach
    void startEmpty() {
        DATABASE.clear();
    }

    @Test
    void seesARequestOnce() {
        assertThat(guard.firstSeen(request("r-1", CREATED))).isTrue();
        assertThat(guard.firstSeen(request("r-1", CREATED))).isFalse();
        assertThat(guard.firstSeen(request("r-2", CREATED))).isTrue();
    }

    @Test
    void refusesTheRepeatOfARead() {
        guard.requireFirst(request("r-1", CREATED));

        assertThatThrownBy(() -> guard.requireFirst(request("r-1", CREATED)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.REPLAYED));
    }

    @Test
    void countsTheDayInUtcWhereverItRuns() {
        guard.firstSeen(request("r-1", CREATED));

        assertThat(DATABASE.jdbc()
                        .sql("select signed_on::text from request")
                        .query(String.class)
                        .single())
                .isEqualTo("2026-11-24");
        assertThat(guard.firstSeen(request("r-1", CREATED.plus(Duration.ofSeconds(1)))))
                .isTrue();
    }

    @Test
    void forgetsTheRequestOfAFailedEffect() {
        DATABASE.transactions().executeWithoutResult(begun -> {
            guard.firstSeen(request("r-1", CREATED));
            begun.setRollbackOnly();
        });

        assertThat(guard.firstSeen(request("r-1", CREATED))).isTrue();
    }

    private static SignedRequest request(String id, Instant created) {
        return new SignedRequest(
                new SystemId("vpcp"),
                new RequestId(id),
                created,
                "GetDocument",
                Digest.sha256(id.getBytes(StandardCharsets.UTF_8)),
                created);
    }
}
