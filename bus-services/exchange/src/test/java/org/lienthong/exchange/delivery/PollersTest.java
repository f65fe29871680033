package org.lienthong.exchange.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lienthong.exchange.delivery.House.HCMC;
import static org.lienthong.exchange.delivery.House.HUE;
import static org.lienthong.exchange.delivery.House.VPCP;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lienthong.exchange.testing.BrokerExtension;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.message.identity.DeliveryId;

/** Many pollers of one organ on two gateways, while two relays and a dying poller are at it. */
final class PollersTest {

    private static final int DELIVERIES = 2_000;
    private static final int POLLERS = 8;

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @Test
    @Timeout(180)
    void eightPollersOfTwoThousandDeliveriesGetEachExactlyOnce() throws Exception {
        try (House one = new House(DATABASE, BROKER);
                House two = new House(DATABASE, BROKER)) {
            List<DeliveryId> sent = new ArrayList<>();
            one.documents.send(VPCP, HCMC, 2, DELIVERIES / 2).forEach(s -> sent.add(s.delivery()));
            one.relay.start();
            two.relay.start();
            ExecutorService threads = Executors.newFixedThreadPool(POLLERS);
            List<Future<List<DeliveryId>>> pollers = new ArrayList<>();
            List<DeliveryId> seen = Collections.synchronizedList(new ArrayList<>());
            for (int n = 0; n < POLLERS; n++) {
                House gateway = n % 2 == 0 ? one : two;
                int max = 1 + 4 * n;
                pollers.add(threads.submit(poller(gateway, max, seen)));
            }
            one.documents.send(VPCP, HUE, 7, DELIVERIES / 2).forEach(s -> sent.add(s.delivery()));
            two.relay.nudge();
            for (Future<List<DeliveryId>> poller : pollers) {
                poller.get(150, TimeUnit.SECONDS);
            }
            threads.shutdown();

            assertThat(seen).hasSize(DELIVERIES);
            assertThat(new HashSet<>(seen)).isEqualTo(new HashSet<>(sent));
            assertThat(one.count("delivery where state = 'LEASED' and attempt = 1"))
                    .isEqualTo(DELIVERIES);
            assertThat(one.count("event where kind = 'Offered'")).isEqualTo(DELIVERIES);
            assertThat(one.count("lease_grant")).isEqualTo(DELIVERIES);
            assertThat(one.count("outbox")).isZero();
        }
    }

    private static Callable<List<DeliveryId>> poller(House gateway, int max, List<DeliveryId> seen) {
        return () -> {
            long until = System.nanoTime() + Duration.ofSeconds(140).toNanos();
            while (seen.size() < DELIVERIES && System.nanoTime() < until) {
                gateway.receive(max, HCMC, HUE).leases().forEach(leased -> seen.add(leased.deliveryId()));
            }
            return seen;
        };
    }
}
