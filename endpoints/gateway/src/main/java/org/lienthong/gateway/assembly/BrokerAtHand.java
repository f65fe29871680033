package org.lienthong.gateway.assembly;

import jakarta.jms.ConnectionFactory;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.lienthong.exchange.broker.BrokerQueues;
import org.lienthong.exchange.broker.EmbeddedBroker;
import org.lienthong.gateway.configuration.GatewayConfiguration;
import org.lienthong.gateway.configuration.GatewayConfiguration.ExternalBroker;

/** The way to the broker and, if it is ours, the broker. */
record BrokerAtHand(ConnectionFactory connections, BrokerQueues queues, Optional<EmbeddedBroker> embedded)
        implements AutoCloseable {

    static BrokerAtHand open(GatewayConfiguration configuration) {
        ExternalBroker external = configuration.broker();
        if (external == null) {
            EmbeddedBroker broker = EmbeddedBroker.start(configuration.data().resolve("broker"));
            return new BrokerAtHand(broker.connections(), broker.queues(), Optional.of(broker));
        }
        ActiveMQConnectionFactory connections =
                new ActiveMQConnectionFactory(external.url().value());
        connections.setConsumerWindowSize(0); // else a poller hoards tokens, and priority means nothing
        connections.setBlockOnDurableSend(true);
        if (external.user() != null && external.password() != null) {
            connections.setUser(external.user());
            connections.setPassword(external.password().value());
        }
        return new BrokerAtHand(connections, new BrokerQueues(connections), Optional.empty());
    }

    @Override
    public void close() {
        if (embedded.isPresent()) {
            embedded.get().close();
        } else {
            queues.close();
        }
    }
}
