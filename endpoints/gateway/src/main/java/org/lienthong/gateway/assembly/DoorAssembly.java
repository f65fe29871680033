package org.lienthong.gateway.assembly;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import javax.sql.DataSource;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.acceptance.AcceptDocument;
import org.lienthong.exchange.clock.DatabaseClock;
import org.lienthong.exchange.delivery.Deliveries;
import org.lienthong.exchange.delivery.LongPoll;
import org.lienthong.exchange.directory.Directory;
import org.lienthong.exchange.directory.OrganPages;
import org.lienthong.exchange.replay.ReplayGuard;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.tracking.ListDeliveries;
import org.lienthong.exchange.tracking.TrackDocument;
import org.lienthong.exchange.tracking.WatchFlow;
import org.lienthong.exchange.upload.Uploads;
import org.lienthong.gateway.configuration.GatewayConfiguration;
import org.lienthong.gateway.configuration.GatewayConfiguration.Limits;
import org.lienthong.gateway.configuration.GatewayConfiguration.Listen;
import org.lienthong.gateway.configuration.GatewayConfiguration.Trust;
import org.lienthong.gateway.configuration.KeyFile;
import org.lienthong.gateway.configuration.KeyMaterial;
import org.lienthong.gateway.configuration.Profile;
import org.lienthong.gateway.console.FlowPage;
import org.lienthong.gateway.console.StyleSheet;
import org.lienthong.gateway.content.ContentDoor;
import org.lienthong.gateway.content.ContentLinks;
import org.lienthong.gateway.content.UploadDoor;
import org.lienthong.gateway.listener.AddressRange;
import org.lienthong.gateway.listener.HealthDoor;
import org.lienthong.gateway.listener.HttpListener;
import org.lienthong.gateway.listener.PlainHttpGuard;
import org.lienthong.gateway.listener.PublicAddress;
import org.lienthong.gateway.listener.TimeDoor;
import org.lienthong.gateway.soap.DoorLimits;
import org.lienthong.gateway.soap.PortRooms;
import org.lienthong.gateway.soap.SoapDoor;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.seal.CrlShelf;
import org.lienthong.message.seal.SealPolicy;
import org.lienthong.message.seal.SealVerifier;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.seal.TrustAnchors;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The doors, their seals and their listener. */
@Configuration(proxyBeanMethods = false)
class DoorAssembly {

    @Bean
    TrustAnchors trustAnchors(GatewayConfiguration configuration) {
        return TrustAnchors.load(
                configuration.trust().authorities(), configuration.profile().throwAway());
    }

    @Bean
    CrlShelf crlShelf(GatewayConfiguration configuration, TrustAnchors anchors) {
        CrlShelf shelf = new CrlShelf(configuration.trust().revocationLists(), anchors);
        shelf.refresh();
        return shelf;
    }

    @Bean
    BusKeys busKeys(GatewayConfiguration configuration) {
        KeyMaterial signing = configuration.signing().key().load();
        Path next = configuration.signing().nextCertificate();
        return new BusKeys(
                new SigningKey(signing.key(), signing.certificate()),
                next == null
                        ? Optional.empty()
                        : Optional.of(KeyFile.certificates(next).get(0)));
    }

    @Bean
    SealVerifier sealVerifier(
            GatewayConfiguration configuration,
            Directory directory,
            TrustAnchors anchors,
            CrlShelf shelf,
            BusKeys keys) {
        SealPolicy policy = policy(configuration.trust(), keys.fingerprints());
        return new SealVerifier(directory, anchors, shelf, policy);
    }

    static SealPolicy policy(Trust trust, Set<Digest> ownKeys) {
        return new SealPolicy(
                trust.skew(),
                trust.skewAllowances().stream()
                        .collect(Collectors.toMap(Trust.SkewAllowance::system, Trust.SkewAllowance::skew)),
                trust.revocationGrace(),
                trust.revocationGraces().stream()
                        .collect(Collectors.toMap(
                                one -> new X500Principal(one.authority()), Trust.RevocationGrace::grace)),
                ownKeys);
    }

    @Bean
    PublicAddress publicAddress(GatewayConfiguration configuration) {
        Listen listen = configuration.listen();
        return new PublicAddress(
                listen.hosts(),
                listen.trustedProxies().stream().map(AddressRange::parse).toList());
    }

    @Bean
    ContentLinks contentLinks(GatewayConfiguration configuration, DatabaseClock clock) {
        byte[] key = LinkKey.load(configuration.data().resolve("content-link.key"));
        return new ContentLinks(key, configuration.terms().linkLife(), clock);
    }

    @Bean
    PortRooms portRooms(
            GatewayConfiguration configuration,
            BusKeys keys,
            DatabaseClock clock,
            DataSource database,
            Directory directory,
            ReplayGuard replays,
            ContentStore store,
            AcceptDocument acceptance,
            Uploads uploads,
            Deliveries deliveries,
            LongPoll polls,
            TrackDocument tracking,
            PortRooms.StatusRooms statuses,
            ContentLinks links,
            Passage passage) {
        return new PortRooms(
                configuration.bus(),
                configuration.logOriginOrDefault(),
                clock,
                directory,
                new OrganPages(database, clock),
                replays,
                store,
                acceptance,
                uploads,
                deliveries,
                polls,
                tracking,
                new ListDeliveries(database),
                statuses,
                links,
                keys.next(),
                passage);
    }

    @Bean(destroyMethod = "close")
    SoapDoor soapDoor(
            GatewayConfiguration configuration,
            PortRooms rooms,
            SealVerifier seals,
            BusKeys keys,
            PublicAddress address) {
        Limits limits = configuration.limits();
        Listen listen = configuration.listen();
        DoorLimits door = new DoorLimits(
                limits.rootPart().toBytes(),
                limits.entity().toBytes(),
                limits.parts(),
                limits.memory().toBytes(),
                listen.slowest().toBytes(),
                limits.inline().toBytes());
        SoapDoor.FaultRate faults = new SoapDoor.FaultRate(listen.faultBurst(), listen.faultsPerMinute());
        return new SoapDoor(rooms, seals, keys.signing(), address, door, faults);
    }

    @Bean
    ServletRegistrationBean<HttpServlet> exchange(SoapDoor door) {
        ServletRegistrationBean<HttpServlet> exchange = servlet(door.servlet(), "/exchange");
        // The address in the shared endpoint would otherwise follow each request's Host header.
        exchange.addInitParameter("disable-address-updates", "true");
        exchange.addInitParameter("hide-service-list-page", "true");
        exchange.setAsyncSupported(true);
        return exchange;
    }

    @Bean
    FilterRegistrationBean<Filter> exchangeGate(SoapDoor door) {
        FilterRegistrationBean<Filter> gate = filter(door.gate(), "/exchange");
        gate.setOrder(10);
        return gate;
    }

    @Bean
    FilterRegistrationBean<Filter> plainHttpGuard(GatewayConfiguration configuration, PublicAddress address) {
        FilterRegistrationBean<Filter> guard = filter(new PlainHttpGuard(address), "/*");
        guard.setEnabled(configuration.profile() == Profile.SERVE);
        guard.setOrder(1);
        return guard;
    }

    @Bean
    ServletRegistrationBean<HttpServlet> content(ContentLinks links, Deliveries deliveries, ContentStore store) {
        return servlet(new ContentDoor(links, deliveries, store), "/content/deliveries/*");
    }

    @Bean
    ServletRegistrationBean<HttpServlet> uploadDoor(GatewayConfiguration configuration, Uploads uploads) {
        Listen listen = configuration.listen();
        UploadDoor.Pace pace = new UploadDoor.Pace(
                Math.max(1, listen.threads() / 2), listen.slowest().toBytes());
        return servlet(new UploadDoor(uploads, pace), UploadDoor.PATH + "*");
    }

    @Bean
    ServletRegistrationBean<HttpServlet> time(DatabaseClock clock) {
        return servlet(new TimeDoor(clock), "/time");
    }

    @Bean
    ServletRegistrationBean<HttpServlet> health(Map<String, BooleanSupplier> parts) {
        return servlet(new HealthDoor(parts), "/health");
    }

    @Bean
    ServletRegistrationBean<HttpServlet> flowPage(
            GatewayConfiguration configuration, DataSource database, DatabaseClock clock) {
        return tryingOut(servlet(new FlowPage(new WatchFlow(database), clock, configuration.bus()), ""), configuration);
    }

    @Bean
    ServletRegistrationBean<HttpServlet> styleSheet(GatewayConfiguration configuration) {
        return tryingOut(servlet(new StyleSheet(), "/console.css"), configuration);
    }

    /** Pages that ask nobody who he is. */
    private static ServletRegistrationBean<HttpServlet> tryingOut(
            ServletRegistrationBean<HttpServlet> page, GatewayConfiguration configuration) {
        page.setEnabled(configuration.profile().throwAway());
        return page;
    }

    @Bean
    JettyServletWebServerFactory listener(GatewayConfiguration configuration) {
        List<X509Certificate> authorities = configuration.trust().authorities().stream()
                .flatMap(file -> KeyFile.certificates(file).stream())
                .toList();
        return HttpListener.of(configuration.listen(), configuration.tls(), authorities);
    }

    private static ServletRegistrationBean<HttpServlet> servlet(HttpServlet servlet, String path) {
        ServletRegistrationBean<HttpServlet> bean = new ServletRegistrationBean<>(servlet, path);
        bean.setName("servlet of " + path);
        bean.setLoadOnStartup(1);
        return bean;
    }

    private static FilterRegistrationBean<Filter> filter(Filter filter, String path) {
        FilterRegistrationBean<Filter> bean = new FilterRegistrationBean<>(filter);
        bean.addUrlPatterns(path);
        bean.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST));
        bean.setAsyncSupported(true);
        bean.setName("filter of " + path);
        return bean;
    }

    /** The keys of the bus. */
    record BusKeys(SigningKey signing, Optional<X509Certificate> next) {

        /** @return of the keys that no caller may use */
        Set<Digest> fingerprints() {
            Set<Digest> own = new HashSet<>();
            own.add(signing.spkiSha256());
            own.addAll(next.stream()
                    .map(certificate -> Digest.sha256(certificate.getPublicKey().getEncoded()))
                    .collect(Collectors.toSet()));
            return own;
        }
    }
}
