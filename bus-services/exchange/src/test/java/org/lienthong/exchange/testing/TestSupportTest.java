package org.lienthong.exchange.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TestSupportTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @Test
    void givesMigratedAndEmptyDatabase() {
        assertThat(DATABASE.jdbc()
                        .sql("select count(*) from document")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(DATABASE.jdbc().sql("show fsync").query(String.class).single())
                .isEqualTo("on");
    }

    @Test
    void clearsEveryTable() {
        DATABASE.jdbc()
                .sql("insert into organ (organ_id, name, kind, state) values ('H29', 'HCMC', 'PROVINCE', 'OPEN')")
                .update();
        DATABASE.clear();
        assertThat(DATABASE.jdbc()
                        .sql("select count(*) from organ")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void givesBrokerThatKeepsTokensOverRestart() {
        try (JMSContext context = BROKER.connections().createContext()) {
            Queue queue = context.createQueue("lt.organ.H29");
            context.createProducer().send(queue, "token");
        }
        BROKER.restart();
        assertThat(BROKER.queues().startingWith("lt.organ.")).containsExactly("lt.organ.H29");
        assertThat(BROKER.queues().depth("lt.organ.H29")).hasValue(1);
        BROKER.clear();
        assertThat(BROKER.queues().depth("lt.organ.H29")).isEmpty();
    }
}
