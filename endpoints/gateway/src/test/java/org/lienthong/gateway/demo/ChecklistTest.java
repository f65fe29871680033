package org.lienthong.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecklistTest {

    private static final Instant START = Instant.parse("2026-11-24T05:00:00Z");
    private static final List<String> VPCP = List.of(
            "connected",
            "drafted",
            "accepted",
            "repeated",
            "status-TAKEN",
            "notice-TAKEN",
            "notice-01",
            "notice-03",
            "notice-04",
            "notice-05",
            "notice-06",
            "verified",
            "confirmed",
            "asked-back",
            "recalled");
    private static final List<String> HCMC =
            List.of("connected", "leased", "fetched", "read", "verified", "confirmed", "answered");

    @TempDir
    private Path folder;

    private final Checklist checklist = new Checklist(START);

    @Test
    void holdsOnlyWhenEveryStepWasToldAsHeld() throws IOException {
        assertThat(checklist.failures()).hasSize(checklist.size());
        tellAll("");

        assertThat(checklist.failures()).isEmpty();
        assertThat(checklist.table()).contains("  2.5 s").doesNotContain("✘");
    }

    @Test
    void failsForOneStepThatDidNotHoldWhateverIsToldOfItLater() throws IOException {
        tellAll("verified");
        tellAll("");

        assertThat(checklist.failures()).singleElement().asString().contains("Chữ ký VPCP");
    }

    @Test
    void failsForAStepThatNobodyToldOf() throws IOException {
        checklist.read(folder.resolve("nothing"));

        assertThat(checklist.failures()).hasSize(checklist.size());
        assertThat(checklist.table()).contains("✘");
    }

    private void tellAll(String failing) throws IOException {
        List.of("authority", "serving", "wsdl", "page")
                .forEach(step -> checklist.tell(step, true, START.plusMillis(2500)));
        for (String step : VPCP) {
            tell("VPCP", step, true);
        }
        for (String step : HCMC) {
            tell("HCMC", step, !step.equals(failing));
        }
    }

    private void tell(String who, String step, boolean held) throws IOException {
        Path events = folder.resolve(who + step);
        Files.writeString(
                events,
                "{\"at\":\"2026-11-24T05:00:02.5Z\",\"who\":\"" + who + "\",\"step\":\"" + step + "\",\"held\":" + held
                        + ",\"vi\":\"…\",\"en\":\"…\"}\n");
        checklist.read(events);
    }
}
