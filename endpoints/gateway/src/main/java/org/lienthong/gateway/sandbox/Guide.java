package org.lienthong.gateway.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What an integrator is told: in the terminal, and at more length in {@code README.txt}. */
record Guide(Path folder, String exchange, String bus, List<Organ> organs) {

    Guide {
        organs = List.copyOf(organs);
    }

    /** @param key its folder */
    record Organ(String id, Path key, String name) {}

    void write() throws IOException {
        String first = organs.isEmpty() ? "G22" : organs.get(0).id();
        try (InputStream in = Objects.requireNonNull(Guide.class.getResourceAsStream("README.txt"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{exchange}", exchange)
                    .replace("{base}", exchange.substring(0, exchange.lastIndexOf('/')))
                    .replace("{bus}", bus)
                    .replace("{organ}", first);
            Files.writeString(folder.resolve("README.txt"), text);
        }
        for (Organ organ : organs) {
            Files.write(organ.key().resolve("client.properties"), clientConfiguration(organ));
        }
    }

    /** For lienthong-client.jar; paths are relative to the organ's folder. */
    private List<String> clientConfiguration(Organ organ) {
        return List.of(
                "# Written at every start of the sandbox: java -jar lienthong-client.jar check --config client.properties",
                "bus.address = " + exchange,
                "bus.name = " + bus,
                "bus.certificates = ../../bus/certificate.pem",
                "organ = " + organ.id(),
                "key.store = key.p12",
                "key.password-file = password",
                "trust.authorities = ../../ca.pem",
                "trust.revocation-lists = ../../crl",
                "trust.sandbox = true");
    }

    String summary() {
        List<String> lines = new ArrayList<>(List.of(
                "",
                "TRỤC THỬ NGHIỆM LIÊN THÔNG / LIÊN THÔNG SANDBOX",
                line("Địa chỉ SOAP / SOAP address", exchange),
                line("WSDL SOAP 1.1", exchange + "?wsdl"),
                line("WSDL SOAP 1.2", exchange + "?wsdl=soap12"),
                line("Tên trục / name of the bus", bus),
                line("Chứng thư của trục / its certificate", folder.resolve("bus/certificate.pem")),
                line("CA thử nghiệm / sandbox CA", folder.resolve("ca.pem")),
                line("Hướng dẫn / read me", folder.resolve("README.txt")),
                line("Nhật ký / log", folder.resolve("logs/bus.log")),
                "",
                "  Khoá của cơ quan / keys of the organs:"));
        int widest = organs.stream().mapToInt(one -> one.id().length()).max().orElse(0);
        organs.forEach(one -> lines.add(
                String.format(Locale.ROOT, "    %-" + widest + "s  %s  %s", one.id(), one.key(), one.name())));
        lines.addAll(List.of(
                "",
                "  Dừng: Ctrl-C. Chạy lại cùng lệnh để tiếp tục; thêm cơ quan bằng --organs. Không mất gì.",
                "  Stop: Ctrl-C. The same command goes on where it stopped; --organs adds some. Nothing is lost."));
        return String.join(System.lineSeparator(), lines);
    }

    private static String line(String label, Object value) {
        return String.format(Locale.ROOT, "  %-38s %s", label, value);
    }
}
