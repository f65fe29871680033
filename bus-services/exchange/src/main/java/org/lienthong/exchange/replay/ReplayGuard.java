package org.lienthong.exchange.replay;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Remembers requests by (system, RequestId, UTC day of wsu:Created). Joins the transaction it is called in: call it in the
 * transaction of the effect, or, for a read, on its own.
 */
public final class ReplayGuard {

    private final JdbcClient database;

    public ReplayGuard(DataSource source) {
        this.database = JdbcClient.create(source);
    }

    /**
     * Notes the request. Of two at the same time the second waits for the transaction of the first to end.
     *
     * @return whether it was not there before
     */
    public boolean firstSeen(SignedRequest request) {
        return database.sql("""
                                insert into request (system_id, request_id, signed_on, operation, raw_sha256, received_at)
                                values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                request.system().value(),
                                request.requestId().value(),
                                signedOn(request),
                                request.operation(),
                                request.raw().bytes(),
                                Timestamp.from(request.receivedAt()))
                        .update()
                == 1;
    }

    /**
     * Notes a request that must not come twice.
     *
     * @throws org.lienthong.message.refusal.RefusedException Replayed
     */
    public void requireFirst(SignedRequest request) {
        if (!firstSeen(request)) {
            throw replayed(request).refused();
        }
    }

    /** @return the refusal of a request that came before */
    public static Refusal replayed(SignedRequest request) {
        return Refusal.of(RefusalCode.REPLAYED)
                .with("requestId", request.requestId())
                .at("RequestContext/RequestId");
    }

    private static LocalDate signedOn(SignedRequest request) {
        return request.created().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
