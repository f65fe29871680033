package org.lienthong.exchange.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Opens a database that is fit to promise on: durable, new enough, migrated. */
public final class Database {

    private static final int OLDEST = 16;
    private static final String MIGRATIONS = "classpath:org/lienthong/exchange/migration";

    private Database() {}

    /**
     * @return a pool on the migrated database; closing it is the caller's
     * @throws NoDatabaseException unless it can be reached, fsync and synchronous_commit are on and the server is PostgreSQL
     *     16 or newer
     */
    public static HikariDataSource open(String url, String user, String password, int poolSize) {
        HikariDataSource pool = new HikariDataSource(pool(url, user, password, poolSize));
        try {
            check(pool);
            migrate(pool);
            return pool;
        } catch (SQLException e) {
            pool.close();
            throw closed(url, user, e);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** A URL may carry a password after its question mark: what is told ends before it. */
    private static NoDatabaseException closed(String url, String user, SQLException why) {
        String shown = url.replaceAll("[?].*", "").replaceAll("//[^/@]*@", "//");
        String state = String.valueOf(why.getSQLState());
        if (state.startsWith("28")) { // invalid authorisation
            return new NoDatabaseException(
                    "Cơ sở dữ liệu " + shown + " không nhận tài khoản " + user
                            + " hoặc mật khẩu của tài khoản này: hãy sửa database.user, database.password",
                    "the database " + shown + " does not accept the user " + user
                            + " or its password: put database.user and database.password right",
                    why);
        }
        if (state.equals("3D000")) {
            return new NoDatabaseException(
                    "Máy chủ PostgreSQL không có cơ sở dữ liệu " + shown + ": hãy tạo nó hoặc sửa database.url",
                    "the PostgreSQL server has no database " + shown + ": make it or put database.url right",
                    why);
        }
        return new NoDatabaseException(
                "Không kết nối được tới cơ sở dữ liệu " + shown
                        + ": hãy kiểm tra máy chủ PostgreSQL, địa chỉ, tài khoản và mật khẩu",
                "the database " + shown
                        + " cannot be reached: check the PostgreSQL server, its address, the user and the password",
                why);
    }

    private static HikariConfig pool(String url, String user, String password, int poolSize) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("exchange");
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(poolSize);
        config.setMinimumIdle(Math.min(2, poolSize));
        config.setAutoCommit(true);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1); // check() asks first, and says what is wrong in a sentence
        config.addDataSourceProperty("ApplicationName", "lienthong");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return config;
    }

    private static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations(MIGRATIONS)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate();
    }

    private static void check(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            require(statement, "fsync");
            require(statement, "synchronous_commit");
            int version = Integer.parseInt(show(statement, "server_version_num")) / 10_000;
            if (version < OLDEST) {
                throw new NoDatabaseException(
                        "Máy chủ PostgreSQL phiên bản " + version + " quá cũ: cần phiên bản " + OLDEST + " trở lên",
                        "PostgreSQL " + version + " is too old: " + OLDEST + " or newer is needed");
            }
        }
    }

    /** remote_apply waits for the standby as well and is as good as on. */
    private static void require(Statement statement, String setting) throws SQLException {
        String value = show(statement, setting).toLowerCase(Locale.ROOT);
        if (!value.equals("on") && !value.equals("remote_apply")) {
            throw new NoDatabaseException(
                    "PostgreSQL đang đặt " + setting + " = " + value
                            + ": văn bản đã nhận có thể mất khi mất điện. Hãy đặt " + setting
                            + " = on rồi khởi động lại",
                    "PostgreSQL has " + setting + " = " + value
                            + ": an accepted document could be lost in a power cut. Set " + setting
                            + " = on and start again");
        }
    }

    private static String show(Statement statement, String setting) throws SQLException {
        try (ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
