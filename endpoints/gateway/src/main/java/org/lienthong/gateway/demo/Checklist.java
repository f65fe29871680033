package org.lienthong.gateway.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every step that a demo must make, and whether it held. A step that nobody told of has failed. */
final class Checklist {

    private static final Pattern EVENT = Pattern.compile(
            "\\{\"at\":\"([^\"]+)\",\"who\":\"([^\"]+)\",\"step\":\"([^\"]+)\",\"held\":(true|false),.*");

    private static final List<Step> EXPECTED = List.of(
            new Step("TRỤC", "authority", "Cơ quan chứng thực tạm / throw-away authority"),
            new Step("TRỤC", "serving", "Trục phục vụ / the bus serves"),
            new Step("TRỤC", "wsdl", "WSDL SOAP 1.1 và 1.2 / both WSDLs are served"),
            new Step("HCMC", "connected", "TP.HCM kết nối / HCMC connected"),
            new Step("VPCP", "connected", "VPCP kết nối / VPCP connected"),
            new Step("VPCP", "drafted", "Soạn công văn / letter drawn up"),
            new Step("VPCP", "accepted", "Biên nhận do trục ký / receipt signed by the bus"),
            new Step("VPCP", "repeated", "Gửi lại không nhân đôi / a repeat doubles nothing"),
            new Step("HCMC", "leased", "TP.HCM thấy văn bản / HCMC sees the document"),
            new Step("HCMC", "fetched", "Lấy đủ, mã băm khớp / fetched, digests fit"),
            new Step("HCMC", "read", "edXML đúng quy chuẩn / edXML keeps the rules"),
            new Step("HCMC", "verified", "Chữ ký VPCP trên bản gốc / VPCP's own signature"),
            new Step("HCMC", "confirmed", "TP.HCM ký nhận / HCMC signed for it"),
            new Step("VPCP", "status-TAKEN", "VPCP thấy ĐÃ NHẬN / VPCP sees TAKEN"),
            new Step("VPCP", "notice-TAKEN", "Thông báo của trục / the bus's own notice"),
            new Step("VPCP", "notice-01", "VPCP thấy 01 đã đến / VPCP sees arrived"),
            new Step("VPCP", "notice-03", "VPCP thấy 03 tiếp nhận / VPCP sees registered"),
            new Step("VPCP", "notice-04", "VPCP thấy 04 phân công / VPCP sees assigned"),
            new Step("VPCP", "notice-05", "VPCP thấy 05 đang xử lý / VPCP sees in work"),
            new Step("VPCP", "notice-06", "VPCP thấy 06 hoàn thành / VPCP sees completed"),
            new Step("HCMC", "answered", "TP.HCM phúc đáp / HCMC answers"),
            new Step("VPCP", "verified", "Chữ ký TP.HCM trên bản gốc / HCMC's own signature"),
            new Step("VPCP", "confirmed", "VPCP ký nhận / VPCP signed for it"),
            new Step("VPCP", "asked-back", "VPCP lấy lại văn bản gửi nhầm / VPCP asks a letter back"),
            new Step("VPCP", "recalled", "TP.HCM không hề thấy / HCMC never sees it"),
            new Step("TRỤC", "page", "Trang xem luồng văn bản / the page of the flow"));

    private final Instant start;
    private final Map<String, Told> told = new HashMap<>();

    Checklist(Instant start) {
        this.start = start;
    }

    void tell(String step, boolean held, Instant at) {
        told.put("TRỤC " + step, new Told(held, at));
    }

    /** Takes what a program told. */
    void read(Path events) throws IOException {
        if (!Files.exists(events)) {
            return;
        }
        for (String line : Files.readAllLines(events)) {
            Matcher event = EVENT.matcher(line);
            if (event.matches()) {
                Told one = new Told(Boolean.parseBoolean(event.group(4)), Instant.parse(event.group(1)));
                told.merge(event.group(2) + " " + event.group(3), one, (before, now) -> before.held() ? now : before);
            }
        }
    }

    /** @return the steps that did not hold */
    List<String> failures() {
        return EXPECTED.stream().filter(step -> !held(step)).map(Step::title).toList();
    }

    String table() {
        List<String> lines = new ArrayList<>();
        for (Step step : EXPECTED) {
            Told one = told.get(step.key());
            String time = one == null
                    ? "      –"
                    : String.format(
                            Locale.ROOT,
                            "%5.1f s",
                            Duration.between(start, one.at()).toMillis() / 1000.0);
            lines.add(String.format(
                    Locale.ROOT, "  %s %-4s  %s  %s", held(step) ? "✔" : "✘", step.who(), time, step.title()));
        }
        return String.join(System.lineSeparator(), lines);
    }

    int size() {
        return EXPECTED.size();
    }

    private boolean held(Step step) {
        Told one = told.get(step.key());
        return one != null && one.held();
    }

    private record Step(String who, String name, String title) {

        String key() {
            return who + " " + name;
        }
    }

    private record Told(boolean held, Instant at) {}
}
