package org.lienthong.gateway.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.RetryPolicy;
import org.lienthong.exchange.Passage;
import org.lienthong.exchange.postgres.EmbeddedPostgres;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.simulator.agency.Sandbox;
import org.lienthong.simulator.authority.SandboxAuthority;

/** One directory with everything of one bus, which outlives its processes, and an address that outlives them too. */
final class CrashSite implements AutoCloseable {

    static final OrganId VPCP = new OrganId("G22");
    static final OrganId HCMC = new OrganId("H29");
    static final OrganId HUE = new OrganId("H57");

    private static final BusUri NAME = new BusUri("urn:lienthong:bus:crash");
    /** Below the range of outgoing connections: no client of a dead bus gets its port. */
    private static final int LOWEST_PORT = 15_000;

    private static final int PORTS = 17_000;
    private static final RetryPolicy STUBBORN =
            new RetryPolicy(Integer.MAX_VALUE, Duration.ofMillis(100), Duration.ofMillis(800));

    private final Path dir;
    private final Path config;
    private final Sandbox sandbox;
    private final List<BusProcess> lives = new ArrayList<>();

    private CrashSite(Path dir, Path config, Sandbox sandbox) {
        this.dir = dir;
        this.config = config;
        this.sandbox = sandbox;
    }

    /** @param dir may be open to its owner only: a server that runs as somebody else is let through */
    static CrashSite make(Path dir) throws IOException {
        Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwx--x--x"));
        Path keys = dir.resolve("keys");
        new SandboxAuthority(InstantSource.system(), Duration.ofDays(90)).make(keys, List.of(VPCP, HCMC, HUE));
        int port = freePort();
        Path config = Files.writeString(dir.resolve("bus.yaml"), """
                        bus: %s
                        profile: sandbox
                        data: %s
                        listen: {address: 127.0.0.1, port: %d}
                        signing: {key: {certificate: %s, private-key: %s}}
                        trust: {authorities: [%s], revocation-lists: %s}
                        directory: {folder: %s}
                        """.formatted(
                        NAME,
                        dir.resolve("data"),
                        port,
                        keys.resolve("bus/certificate.pem"),
                        keys.resolve("bus/key.pem"),
                        keys.resolve("ca.pem"),
                        keys.resolve("crl"),
                        keys.resolve("directory")));
        URI address = URI.create("http://127.0.0.1:" + port + "/exchange");
        return new CrashSite(dir, config, new Sandbox(keys, address, NAME, SoapVersion.SOAP_12));
    }

    private static int freePort() throws IOException {
        IOException last = new IOException("no port tried");
        for (int tried = 0; tried < 20; tried++) {
            int port = LOWEST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw last;
    }

    /** A client that never gives up: only an interrupt ends its calls. */
    AgencyClient client(OrganId organ) throws IOException {
        return sandbox.client(
                organ, AgencyClient.Settings.standard().retrying(STUBBORN).within(Duration.ofSeconds(15)));
    }

    /** Writes the command line's configuration for an agency, its ledger beside it. */
    Path clientConfiguration(OrganId organ) throws IOException {
        Path keys = dir.resolve("keys");
        Path folder = Files.createDirectories(dir.resolve("agency-" + organ));
        return Files.write(
                folder.resolve("client.properties"),
                List.of(
                        "bus.address = " + sandbox.bus(),
                        "bus.name = " + NAME,
                        "bus.certificates = " + keys.resolve("bus/certificate.pem"),
                        "organ = " + organ,
                        "key.certificate = " + keys.resolve("organs/" + organ + "/certificate.pem"),
                        "key.private-key = " + keys.resolve("organs/" + organ + "/key.pem"),
                        "trust.authorities = " + keys.resolve("ca.pem"),
                        "trust.revocation-lists = " + keys.resolve("crl"),
                        "trust.sandbox = true"));
    }

    int port() {
        return sandbox.bus().getPort();
    }

    Path data() {
        return dir.resolve("data");
    }

    /** @return a bus that is starting, on what the one before left */
    BusProcess start() throws IOException {
        return start(List.of(), List.of());
    }

    BusProcess startToDieAt(Passage.Step step, int time) throws IOException {
        return start(List.of(), List.of(step.name(), Integer.toString(time)));
    }

    BusProcess startUnder(List<String> tracer) throws IOException {
        return start(tracer, List.of());
    }

    private BusProcess start(List<String> before, List<String> death) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(config.toString()));
        arguments.addAll(death);
        BusProcess bus = BusProcess.start(dir.resolve("bus-" + (lives.size() + 1) + ".log"), before, arguments);
        lives.add(bus);
        return bus;
    }

    /** @return the process of the PostgreSQL that the bus has started */
    ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(data().resolve("postgres/data/postmaster.pid"))
                .get(0)
                .strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** The database, when no bus runs. */
    EmbeddedPostgres database() {
        return EmbeddedPostgres.start(data().resolve("postgres"));
    }

    /** Ends every process that this site has started, the orphaned database too. */
    @Override
    public void close() {
        lives.stream().filter(BusProcess::isAlive).forEach(bus -> {
            bus.pid().flatMap(ProcessHandle::of).ifPresent(ProcessHandle::destroyForcibly);
            bus.kill();
        });
        if (Files.exists(data().resolve("postgres"))) {
            database().close();
        }
    }
}
