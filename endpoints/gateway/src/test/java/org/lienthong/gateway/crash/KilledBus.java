package org.lienthong.gateway.crash;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.lienthong.exchange.Passage;
import org.lienthong.gateway.assembly.RunningBus;
import org.lienthong.gateway.configuration.ConfigurationFile;

/**
 * A bus as {@code serve} starts it, which dies like from kill -9 when it reaches a step for the n-th time:
 * {@code CONFIG [STEP N]}. Says {@code SERVING pid} when it serves.
 */
public final class KilledBus {

    static final int CODE = 137;

    private KilledBus() {}

    public static void main(String... arguments) {
        Passage passage = arguments.length == 1
                ? Passage.UNWATCHED
                : dieAt(Passage.Step.valueOf(arguments[1]), Integer.parseInt(arguments[2]));
        RunningBus bus = RunningBus.start(ConfigurationFile.read(Path.of(arguments[0])), passage);
        bus.closeWithJvm();
        System.out.println("SERVING " + ProcessHandle.current().pid());
    }

    private static Passage dieAt(Passage.Step where, int time) {
        AtomicInteger times = new AtomicInteger();
        return step -> {
            if (step == where && times.incrementAndGet() == time) {
                System.out.println("DYING " + step);
                Runtime.getRuntime().halt(CODE); // no hook, no finally, no flush
            }
        };
    }
}
