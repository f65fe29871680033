package org.lienthong.gateway.assembly;

import java.util.function.Function;
import org.lienthong.exchange.clock.DatabaseClock;
import org.lienthong.exchange.courier.InboxDesk;
import org.lienthong.gateway.assembly.StoreAssembly.DatabaseAtHand;
import org.lienthong.gateway.configuration.GatewayConfiguration;

/** Opens the operator's desk of inboxes for one act. */
public final class InboxKeeping {

    private InboxKeeping() {}

    public static <T> T at(GatewayConfiguration configuration, Function<InboxDesk, T> act) {
        try (DatabaseAtHand hand = DatabaseAtHand.open(configuration)) {
            return act.apply(new InboxDesk(hand.pool(), new DatabaseClock(hand.pool())));
        }
    }
}
