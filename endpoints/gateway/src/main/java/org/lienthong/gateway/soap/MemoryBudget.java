package org.lienthong.gateway.soap;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/**
 * Bytes that all requests together may hold in memory before anyone knows who sent them. A request takes its share as it
 * reads, so a caller that announces much and sends nothing takes nothing.
 */
final class MemoryBudget {

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    MemoryBudget(long most) {
        this.most = most;
    }

    Share open() {
        return new Share();
    }

    /** What one request holds. */
    final class Share implements AutoCloseable {

        private long held;

        /** @throws org.lienthong.message.refusal.RefusedException Busy */
        void take(long bytes) {
            if (taken.addAndGet(bytes) > most) {
                taken.addAndGet(-bytes);
                throw Refusal.of(RefusalCode.BUSY)
                        .with("what", "memory for requests")
                        .after(Duration.ofSeconds(2))
                        .refused();
            }
            held += bytes;
        }

        @Override
        public void close() {
            taken.addAndGet(-held);
            held = 0;
        }
    }
}
