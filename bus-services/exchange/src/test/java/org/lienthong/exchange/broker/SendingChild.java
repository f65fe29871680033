package org.lienthong.exchange.broker;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Queue;
import java.nio.file.Path;

/** Sends durable tokens until it is killed, saying of each when the broker has it. */
final class SendingChild {

    private SendingChild() {}

    public static void main(String[] args) {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]));
        try (JMSContext context = broker.connections().createContext()) {
            Queue queue = context.createQueue(args[1]);
            JMSProducer producer = context.createProducer();
            for (int i = 0; true; i++) {
                producer.send(queue, Integer.toString(i));
                System.out.println("sent " + i + ";");
            }
        }
    }
}
