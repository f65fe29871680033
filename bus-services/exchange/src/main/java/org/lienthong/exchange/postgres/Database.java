package org.lienthong.exchange.postgres;

import com.zaxxer.hikari.HikariDataSource;

/** Opens a database that is fit to promise on: durable, new enough, migrated. */
@SuppressWarnings("DoNotCallSuggester")
public final class Database {

    private Database() {}

    /**
     * @return a pool on the migrated database; closing it is the caller's
     * @throws NoDatabaseException unless fsync and synchronous_commit are on and the server is PostgreSQL 16 or newer
     */
    public static HikariDataSource open(String url, String user, String password, int poolSize) {
        throw new UnsupportedOperationException(url + user + password + poolSize);
    }
}
