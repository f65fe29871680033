package org.lienthong.gateway.listener;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.lienthong.gateway.configuration.GatewayConfiguration.Listen;
import org.lienthong.gateway.configuration.GatewayConfiguration.Tls;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;

/** One listener, hardened: bounded in connections, headers, silence and slowness; it does not say what it is made of. */
public final class HttpListener {

    private HttpListener() {}

    /**
     * @param tls absent: plain HTTP, which the configuration allows on loopback or behind a declared proxy only
     * @param authorities of client certificates
     */
    public static JettyServletWebServerFactory of(Listen listen, @Nullable Tls tls, List<X509Certificate> authorities) {
        JettyServletWebServerFactory factory = new JettyServletWebServerFactory(listen.port());
        factory.setRegisterDefaultServlet(false);
        factory.setShutdown(Shutdown.GRACEFUL);
        QueuedThreadPool threads = new QueuedThreadPool(listen.threads(), Math.min(8, listen.threads()));
        threads.setName("http");
        factory.setThreadPool(threads);
        factory.addServerCustomizers(server -> harden(server, listen, tls, authorities));
        return factory;
    }

    private static void harden(Server server, Listen listen, @Nullable Tls tls, List<X509Certificate> authorities) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(Math.toIntExact(listen.headers().toBytes()));
        http.setHttpCompliance(HttpCompliance.RFC9110);
        HttpConnectionFactory http11 = new HttpConnectionFactory(http);
        ServerConnector connector;
        if (tls == null) {
            connector = new ServerConnector(server, http11);
        } else {
            // Host names are judged by PublicAddress, which knows proxies; SNI is no second judge.
            http.addCustomizer(new SecureRequestCustomizer(false));
            connector = new ServerConnector(server, TlsContext.of(tls, authorities), http11);
        }
        connector.setHost(listen.address());
        connector.setPort(listen.port());
        connector.setIdleTimeout(listen.idle().toMillis());
        connector.setShutdownIdleTimeout(Duration.ofSeconds(5).toMillis());
        connector.setAcceptQueueSize(256);
        server.setConnectors(new Connector[] {connector});
        server.addBean(new NetworkConnectionLimit(listen.connections(), connector));
        server.setErrorHandler(new BareErrors());
    }
}
