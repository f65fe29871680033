package org.lienthong.gateway.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.lienthong.gateway.sandbox.Console;
import org.lienthong.gateway.sandbox.FileLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lienthong.jar demo}: shows everything with one command. */
@Command(
        name = "demo",
        description = "Xem một văn bản đi qua trục / see one document cross the bus",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final int FAILED = 1;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Giữ mọi thứ ở đây / keep everything here; else a temporary folder, deleted at the end")
    private @Nullable Path dir;

    @Option(
            names = "--once",
            description = "Kết thúc sau khi xong, mã 0 chỉ khi mọi bước đạt / end when done, 0 only if all held")
    private boolean once;

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "N",
            description = "Cổng trên 127.0.0.1, 0: cổng trống bất kỳ / port, 0: any free one; default ${DEFAULT-VALUE}")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path chosen = dir;
        DemoFolder folder = new DemoFolder(
                chosen == null
                        ? Files.createTempDirectory("lienthong-demo-")
                        : Files.createDirectories(chosen).toAbsolutePath());
        Console console = Console.ofThisTerminal();
        folder.make();
        FileLog.to(folder.bus().log("bus"));
        Demo demo = new Demo(folder, console, InstantSource.system());
        Ending ending = new Ending(demo, folder, chosen == null);
        Thread hook = new Thread(ending, "end of the demo");
        Runtime.getRuntime().addShutdownHook(hook);
        List<String> failures = demo.run(once && port == 8080 ? 0 : port);
        if (!failures.isEmpty()) {
            console.text("");
            console.text("KHÔNG ĐẠT / FAILED: " + String.join("; ", failures));
            if (once || failures.size() > 3) {
                ending.keepFolder();
            }
        }
        if (!once) {
            console.text("Trục vẫn phục vụ; Ctrl-C để dừng / the bus goes on serving; Ctrl-C stops everything");
            new CountDownLatch(1).await();
        }
        ending.run();
        return failures.isEmpty() ? 0 : FAILED;
    }

    /** What happens at the end, once, whether the demo is done or stopped. */
    private static final class Ending implements Runnable {

        private final Demo demo;
        private final DemoFolder folder;
        private final AtomicBoolean delete;
        private final AtomicBoolean done = new AtomicBoolean();

        Ending(Demo demo, DemoFolder folder, boolean delete) {
            this.demo = demo;
            this.folder = folder;
            this.delete = new AtomicBoolean(delete);
        }

        /** For whoever wants to see what went wrong. */
        void keepFolder() {
            delete.set(false);
        }

        @Override
        public void run() {
            if (done.compareAndSet(false, true)) {
                demo.close();
                FileLog.close();
                if (delete.get()) {
                    folder.delete();
                }
            }
        }
    }
}
