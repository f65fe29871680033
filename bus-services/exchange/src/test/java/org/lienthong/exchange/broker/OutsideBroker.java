package org.lienthong.exchange.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * An Artemis as an operator runs one: on TCP, for one user with a password, stopped and started on its own. It keeps its port
 * and its journal over a restart.
 */
public final class OutsideBroker implements AutoCloseable {

    private static final String USER = "lienthong";
    private static final String PASSWORD = "mật khẩu & của môi giới";

    private final Path dir;
    private final int port;
    private @Nullable ActiveMQServer server;

    private OutsideBroker(Path dir, int port) {
        this.dir = dir;
        this.port = port;
    }

    public static OutsideBroker start(Path dir) throws Exception {
        OutsideBroker broker = new OutsideBroker(dir, freePort());
        broker.start();
        return broker;
    }

    /** Starts it again. */
    public void start() throws Exception {
        Configuration configuration = BrokerConfiguration.of(dir, port)
                .setName("outside")
                .setSecurityEnabled(true)
                .putSecurityRoles(
                        "#",
                        Set.of(new Role(USER, true, true, true, true, true, true, true, true, true, true, true, true)));
        configuration.clearAcceptorConfigurations();
        configuration.addAcceptorConfiguration(new TransportConfiguration(
                NettyAcceptorFactory.class.getName(), Map.of("host", "127.0.0.1", "port", port)));
        SecurityConfiguration users = new SecurityConfiguration(Map.of(USER, PASSWORD), Map.of(USER, List.of(USER)));
        ActiveMQServer fresh = new ActiveMQServerImpl(
                configuration, new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        fresh.start();
        if (!fresh.waitForActivation(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the broker in " + dir + " does not start");
        }
        server = fresh;
    }

    public void stop() throws Exception {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    public String url() {
        return "tcp://127.0.0.1:" + port;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return PASSWORD;
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
