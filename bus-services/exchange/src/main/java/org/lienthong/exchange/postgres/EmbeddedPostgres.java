package org.lienthong.exchange.postgres;

import java.nio.file.Path;

/** A PostgreSQL 18 of our own on one directory, durable, on loopback only, owned by at most one JVM at a time. */
@SuppressWarnings("DoNotCallSuggester")
public final class EmbeddedPostgres implements AutoCloseable {

    private EmbeddedPostgres() {}

    /**
     * Starts the server of this directory, making it on first use, or adopts the one a killed JVM left running.
     *
     * @throws NoDatabaseException when another JVM owns the directory or the server cannot be started
     */
    public static EmbeddedPostgres start(Path dir) {
        throw new UnsupportedOperationException();
    }

    /** @return the JDBC address of the database {@code lienthong} */
    public String jdbcUrl() {
        throw new UnsupportedOperationException();
    }

    /** @return the JDBC address of another database of this server */
    public String jdbcUrl(String database) {
        throw new UnsupportedOperationException(database);
    }

    public String user() {
        throw new UnsupportedOperationException();
    }

    public String password() {
        throw new UnsupportedOperationException();
    }

    /** @return the process id of the postmaster */
    public long pid() {
        throw new UnsupportedOperationException();
    }

    /**
     * Restarts a server that died under us, on the same port, so that open pools recover; cheap while it lives.
     *
     * @return whether it had died
     */
    public boolean ensureRunning() {
        throw new UnsupportedOperationException();
    }

    /** Stops the server fast: open transactions are rolled back, everything committed is on disk. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
