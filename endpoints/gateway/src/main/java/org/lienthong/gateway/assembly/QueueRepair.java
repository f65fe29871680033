package org.lienthong.gateway.assembly;

import org.lienthong.exchange.clock.DatabaseClock;
import org.lienthong.exchange.delivery.QueueRebuild;
import org.lienthong.gateway.assembly.StoreAssembly.DatabaseAtHand;
import org.lienthong.gateway.configuration.GatewayConfiguration;

/** Queues every waiting delivery again, after the broker lost its journal: at once for a bus that serves, else at its start. */
public final class QueueRepair {

    private QueueRepair() {}

    /** @return deliveries queued again */
    public static long rebuild(GatewayConfiguration configuration) {
        try (DatabaseAtHand hand = DatabaseAtHand.open(configuration)) {
            return new QueueRebuild(hand.pool(), new DatabaseClock(hand.pool()), () -> {}).rebuild();
        }
    }
}
