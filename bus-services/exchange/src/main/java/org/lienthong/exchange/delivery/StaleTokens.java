package org.lienthong.exchange.delivery;

import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.lienthong.exchange.relay.BrokerLink;
import org.lienthong.exchange.relay.Token;
import org.lienthong.exchange.relay.TokenSession;
import org.lienthong.message.identity.OrganId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Clears an organ's queue of the tokens that pushes leave behind, which no poller may ever come to drop. Tokens still good
 * are written to the outbox again before the broker forgets them: one too many is dropped by its compare-and-set.
 */
public final class StaleTokens {

    private static final int AT_ONCE = 500;

    private final DeliveryRows rows;
    private final JdbcClient database;
    private final BrokerLink broker;
    private final InstantSource clock;
    private final Runnable relay;

    /** @param relay is nudged when good tokens are to be sent again */
    public StaleTokens(DataSource database, BrokerLink broker, InstantSource clock, Runnable relay) {
        this.rows = new DeliveryRows(database);
        this.database = JdbcClient.create(database);
        this.broker = broker;
        this.clock = clock;
        this.relay = relay;
    }

    /**
     * @return how many were dropped
     * @throws org.lienthong.exchange.relay.BrokerUnavailableException if the broker fails; nothing is lost
     */
    public int drop(OrganId organ) {
        try (TokenSession tokens = broker.tokens()) {
            List<Token> received = tokens.receive(organ, AT_ONCE);
            if (received.isEmpty()) {
                return 0;
            }
            int good = rows.inTransaction(() -> keepGood(received));
            tokens.commit();
            relay.run();
            return received.size() - good;
        }
    }

    private int keepGood(List<Token> received) {
        return database.sql("""
                        insert into outbox (delivery_id, organ_id, attempt, priority, not_before)
                        select d.delivery_id, d.organ_id, d.attempt, d.priority, :now from delivery d
                        where d.delivery_id = any(:ids::uuid[]) and d.state = 'WAITING'
                          and (d.delivery_id, d.attempt) in (select * from unnest(:ids::uuid[], :attempts::int[]))""")
                .param("now", Columns.at(clock.instant()))
                .param(
                        "ids",
                        received.stream()
                                .map(token -> token.deliveryId().toString())
                                .toArray(String[]::new))
                .param("attempts", received.stream().mapToInt(Token::attempt).toArray())
                .update();
    }
}
