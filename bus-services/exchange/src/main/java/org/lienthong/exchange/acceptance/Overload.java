package org.lienthong.exchange.acceptance;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.store.SpoolLimitException;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells what the machine cannot take now from what is our own fault: the former is Busy, the latter stays what it is. */
public final class Overload {

    private static final Logger LOG = LoggerFactory.getLogger(Overload.class);

    /** SQLSTATE classes: connection, resources (disk full, too many connections), operator's intervention, system. */
    private static final Set<String> MACHINE = Set.of("08", "53", "57", "58");

    private final Duration retryAfter;

    /** @param retryAfter what Busy tells the caller to wait */
    public Overload(Duration retryAfter) {
        this.retryAfter = retryAfter;
    }

    /** Does the work; what the machine cannot take is thrown as Busy, everything else as it is. */
    public <T> T sayBusy(Supplier<T> work) {
        try {
            return work.get();
        } catch (TransactionException
                | DataAccessResourceFailureException
                | RecoverableDataAccessException unreachable) {
            throw busy("database", unreachable);
        } catch (TransientDataAccessException contended) {
            throw busy("database", contended);
        } catch (UncheckedIOException disk) {
            throw disk.getCause() instanceof SpoolLimitException ? disk : busy("content store", disk);
        } catch (RuntimeException other) {
            if (!(other instanceof RefusedException) && isMachine(other)) {
                throw busy("database", other);
            }
            throw other;
        }
    }

    private RefusedException busy(String what, RuntimeException cause) {
        LOG.error("{} failed: sender is told Busy and may retry; nothing was acknowledged. Check it.", what, cause);
        return Refusal.of(RefusalCode.BUSY).with("what", what).after(retryAfter).refused(cause);
    }

    private static boolean isMachine(Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && state.length() == 5 && MACHINE.contains(state.substring(0, 2));
            }
        }
        return false;
    }
}
