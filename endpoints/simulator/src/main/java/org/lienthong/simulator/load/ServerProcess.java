package org.lienthong.simulator.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** What the operating system tells of a bus on this machine. */
final class ServerProcess {

    private final OptionalLong pid;

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    ServerProcess(OptionalLong pid) {
        this.pid = pid;
    }

    /** @return user and system time so far */
    Optional<Duration> cpu() {
        return pid.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(pid.getAsLong()).flatMap(p -> p.info().totalCpuDuration());
    }

    /** @return largest resident set so far, as Linux writes it */
    Optional<String> memoryPeak() {
        if (pid.isEmpty()) {
            return Optional.empty();
        }
        Path status = Path.of("/proc/" + pid.getAsLong() + "/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(l -> l.startsWith("VmHWM:"))
                    .map(l -> l.substring(6).strip())
                    .findFirst();
        } catch (IOException notLinuxOrGone) {
            return Optional.empty();
        }
    }
}
