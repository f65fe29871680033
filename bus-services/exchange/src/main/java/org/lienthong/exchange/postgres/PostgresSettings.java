package org.lienthong.exchange.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What an embedded server is given.
 *
 * @param binaries       where the server's programs are unpacked, shared by any number of servers
 * @param maxConnections sessions at once
 * @param sharedBuffers  megabytes of page cache of its own
 * @param patience       how long it may take to start (crash recovery included) or to stop
 */
public record PostgresSettings(Path binaries, int maxConnections, int sharedBuffers, Duration patience) {

    public PostgresSettings {
        if (maxConnections < 10 || sharedBuffers < 8 || patience.toSeconds() < 1) {
            throw new IllegalArgumentException("too little for PostgreSQL: " + maxConnections + " connections, "
                    + sharedBuffers + " MB, " + patience);
        }
    }

    /** One machine, one bus: 64 sessions, 128 MB. */
    public static PostgresSettings of(Path dir) {
        return new PostgresSettings(dir, 64, 128, Duration.ofMinutes(2));
    }

    /** On the command line, where neither a configuration file nor ALTER SYSTEM can overrule them. */
    List<String> server() {
        return List.of(
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=" + maxConnections,
                "shared_buffers=" + sharedBuffers + "MB",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_checkpoints=off");
    }
}
