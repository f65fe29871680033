package org.lienthong.gateway.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.lienthong.gateway.assembly.RunningBus;
import org.lienthong.gateway.configuration.ConfigurationFile;
import org.lienthong.gateway.configuration.Profile;
import org.lienthong.gateway.sandbox.Console;
import org.lienthong.gateway.sandbox.Program;
import org.lienthong.gateway.sandbox.ThrowAwayAuthority;

/** One run of the demo: keys, bus, two agencies, summary; then the bus goes on serving until {@link #close}. */
final class Demo implements AutoCloseable {

    private static final String BUS = "urn:lienthong:bus:demo";
    private static final Duration LIST_LIFE = Duration.ofDays(90);
    private static final Duration AGENCIES = Duration.ofMinutes(3);
    private static final Duration HTTP = Duration.ofSeconds(20);

    private final DemoFolder folder;
    private final Console console;
    private final InstantSource clock;
    private final Checklist checklist;
    private final List<AutoCloseable> open = new ArrayList<>();

    Demo(DemoFolder folder, Console console, InstantSource clock) {
        this.folder = folder;
        this.console = console;
        this.clock = clock;
        this.checklist = new Checklist(clock.instant());
    }

    /** @return the steps that did not hold */
    List<String> run(int port) throws IOException, InterruptedException {
        folder.make();
        if (makeAuthority()) {
            RunningBus bus =
                    RunningBus.start(ConfigurationFile.read(folder.bus().writeConfiguration(Profile.DEMO, BUS, port)));
            opened(bus);
            step("serving", true, "Trục phục vụ tại " + bus.exchange(), "The bus serves at " + bus.exchange());
            lookAtWsdl(bus.exchange());
            runAgencies(bus.exchange());
            String page = URI.create(bus.exchange()).resolve("/").toString();
            lookAtPage(page);
            summarise(bus.exchange(), page);
        }
        return checklist.failures();
    }

    private boolean makeAuthority() throws IOException, InterruptedException {
        boolean made = new ThrowAwayAuthority(folder.bus(), List.of("G22", "H29"), LIST_LIFE).keep(console);
        step(
                "authority",
                made,
                "Khoá và chứng thư dùng tạm cho trục, VPCP (G22), TP.HCM (H29): " + folder.authority(),
                "Throw-away keys for the bus, VPCP (G22) and HCMC (H29)"
                        + (made ? "" : ": see " + folder.bus().log("authority")));
        return made;
    }

    private void lookAtWsdl(String exchange) throws InterruptedException {
        boolean both = served(exchange + "?wsdl", "definitions") && served(exchange + "?wsdl=soap12", "definitions");
        step(
                "wsdl",
                both,
                "WSDL: " + exchange + "?wsdl (SOAP 1.1), " + exchange + "?wsdl=soap12 (SOAP 1.2)",
                "Generate your stubs from these");
    }

    private void lookAtPage(String page) throws InterruptedException {
        step(
                "page",
                served(page, "VPCP-KSTT") && served(page + "?lang=en", "Where documents wait"),
                "Xem luồng văn bản trên trình duyệt: " + page,
                "Watch the flow of documents in a browser: " + page + "?lang=en");
    }

    private static boolean served(String address, String holding) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address)).timeout(HTTP).build();
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 && answer.body().contains(holding);
        } catch (IOException unreachable) {
            return false;
        }
    }

    private void runAgencies(String exchange) throws IOException, InterruptedException {
        List<String> hcmc =
                new ArrayList<>(List.of("hcmc", "--inbox", folder.inbox("hcmc").toString()));
        List<String> vpcp = new ArrayList<>(List.of(
                "vpcp",
                "--number",
                Long.toString(number()),
                "--inbox",
                folder.inbox("vpcp").toString()));
        try (Program receiver = agency("hcmc", exchange, hcmc);
                Program sender = agency("vpcp", exchange, vpcp)) {
            opened(receiver);
            opened(sender);
            boolean sent = sender.endsWell(AGENCIES);
            boolean received = receiver.endsWell(sent ? AGENCIES : Duration.ofSeconds(1));
            if (!sent || !received) {
                console.text("Xem / see " + folder.bus().log("vpcp") + ", "
                        + folder.bus().log("hcmc") + ", " + folder.bus().log("bus"));
            }
        }
        checklist.read(folder.events("vpcp"));
        checklist.read(folder.events("hcmc"));
    }

    private Program agency(String name, String exchange, List<String> arguments) throws IOException {
        arguments.addAll(List.of(
                "--authority",
                folder.authority().toString(),
                "--bus",
                exchange,
                "--bus-name",
                BUS,
                "--events",
                folder.events(name).toString(),
                "--patience",
                "120"));
        return Program.start(console, folder.bus().log(name), arguments);
    }

    /** A demo repeated in the same folder needs another number: the bus does not accept a second letter under the first. */
    private long number() {
        return 1 + clock.instant().getEpochSecond() % 9999;
    }

    private void summarise(String exchange, String page) {
        List<String> failures = checklist.failures();
        int held = checklist.size() - failures.size();
        console.text("");
        console.text("Tổng kết / summary: " + held + "/" + checklist.size() + " bước đạt / steps held");
        console.text(checklist.table());
        console.text("");
        console.text("Trang xem/page  " + page);
        console.text("WSDL SOAP 1.1   " + exchange + "?wsdl");
        console.text("WSDL SOAP 1.2   " + exchange + "?wsdl=soap12");
        console.text("Thư mục/folder  " + folder.path());
    }

    private void step(String name, boolean held, String vi, String en) {
        Instant now = clock.instant();
        checklist.tell(name, held, now);
        console.step(now, held, vi, en);
    }

    private synchronized void opened(AutoCloseable one) {
        open.add(one);
    }

    /** Ends the agencies, then the bus with its database and broker. */
    @Override
    public synchronized void close() {
        for (int i = open.size() - 1; i >= 0; i--) {
            AutoCloseable one = open.get(i);
            if (one instanceof Program program) {
                program.close();
            } else if (one instanceof RunningBus bus) {
                bus.close();
            }
        }
        open.clear();
    }
}
