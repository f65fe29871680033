package org.lienthong.exchange.broker;

import jakarta.jms.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Artemis broker in this JVM: durable tokens on one directory, in-VM connections only, no network. Several may live in
 * one JVM, each on a directory of its own.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final ActiveMQServer server;
    private final ActiveMQConnectionFactory connections;
    private final BrokerQueues queues;

    private EmbeddedBroker(ActiveMQServer server, ActiveMQConnectionFactory connections) {
        this.server = server;
        this.connections = connections;
        this.queues = new BrokerQueues(connections);
    }

    /**
     * Starts the broker on its directory, making it on first use.
     *
     * @throws BrokerException when it does not run within a minute, or another process has the directory
     */
    public static EmbeddedBroker start(Path dir) {
        Path folder = dir.toAbsolutePath().normalize();
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException("making " + folder, e);
        }
        letNettyFreeWhatTheJournalAllocated();
        int serverId = ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
        ActiveMQServer server = new ActiveMQServerImpl(BrokerConfiguration.of(folder, serverId));
        try {
            within(START, "start of the broker in " + folder, () -> activate(server, folder));
        } catch (BrokerException e) {
            stop(server);
            throw e;
        }
        LOG.info("Broker started, journal in {}", folder);
        return new EmbeddedBroker(server, connections(serverId));
    }

    /**
     * On Java 25 Netty keeps off sun.misc.Unsafe unless told otherwise, and then cannot free buffers that it did not allocate:
     * Artemis 2.56 asks it to when it loads a journal, so a broker would start once and never again. To be told before Netty
     * is first used; who has decided on the command line is left alone.
     */
    private static void letNettyFreeWhatTheJournalAllocated() {
        System.getProperties().putIfAbsent("io.netty.noUnsafe", "false");
    }

    /** Artemis returns from a start that failed as if it had not, and tells only its listener. */
    private static boolean activate(ActiveMQServer server, Path folder) throws Exception {
        Queue<Exception> failures = new ConcurrentLinkedQueue<>();
        server.registerActivationFailureListener(failures::add);
        server.start();
        Exception failure = failures.peek();
        if (failure != null || !server.waitForActivation(START.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new BrokerException(
                    folder + " is another process's, or its journal cannot be read: stop that process, or see the log",
                    failure);
        }
        return true;
    }

    /** Window 0: a consumer holds no token that a more urgent one could overtake. Nothing reconnects within one JVM. */
    private static ActiveMQConnectionFactory connections(int serverId) {
        ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(
                false,
                new TransportConfiguration(
                        InVMConnectorFactory.class.getName(),
                        Map.of(TransportConstants.SERVER_ID_PROP_NAME, Integer.toString(serverId))));
        factory.setConsumerWindowSize(0);
        factory.setBlockOnDurableSend(true);
        factory.setBlockOnNonDurableSend(false);
        factory.setBlockOnAcknowledge(true);
        factory.setReconnectAttempts(0);
        factory.setConnectionTTL(-1);
        factory.setClientFailureCheckPeriod(-1);
        return factory;
    }

    /** @return connections with consumer window 0 and blocking durable sends; none survives a restart of the broker */
    public ConnectionFactory connections() {
        return connections;
    }

    /** @return making, removing and counting of queues */
    public BrokerQueues queues() {
        return queues;
    }

    /** Stops it within half a minute; every token a sender was told of is on disk. Safe to repeat. */
    @Override
    public void close() {
        queues.close();
        connections.close();
        stop(server);
    }

    private static void stop(ActiveMQServer server) {
        try {
            within(STOP, "stop of the broker", () -> {
                server.stop();
                return null;
            });
        } catch (BrokerException e) {
            LOG.warn("The broker did not stop cleanly; its journal recovers at the next start", e);
        }
    }

    /** Never longer than told: Artemis was once seen to hang in its start. */
    private static void within(Duration patience, String what, Callable<?> act) {
        FutureTask<?> task = new FutureTask<>(act);
        Thread thread = new Thread(task, "broker-life");
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new BrokerException(what + " failed: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new BrokerException(what + " took longer than " + patience, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException(what + " was interrupted", e);
        }
    }
}
