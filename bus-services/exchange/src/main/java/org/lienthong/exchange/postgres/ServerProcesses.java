package org.lienthong.exchange.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which processes belong to a data directory: every PostgreSQL process has it as its working directory. */
final class ServerProcesses {

    private ServerProcesses() {}

    /** @return the process if it lives and is a server of this directory, not a stranger that got the same number */
    static Optional<ProcessHandle> postmaster(long pid, Path data) {
        return pid <= 0 ? Optional.empty() : ProcessHandle.of(pid).filter(process -> isServer(process, data));
    }

    static List<ProcessHandle> all(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> isServer(process, data))
                .toList();
    }

    private static boolean isServer(ProcessHandle process, Path data) {
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        try {
            Path program = Files.readSymbolicLink(proc.resolve("exe"));
            return process.isAlive()
                    && program.toString().contains("/bin/postgres")
                    && Files.readSymbolicLink(proc.resolve("cwd")).equals(data.toRealPath());
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }
}
