package org.lienthong.gateway.soap;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.cxf.continuations.Continuation;
import org.apache.cxf.continuations.ContinuationProvider;
import org.apache.cxf.message.Exchange;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;

/** Requests that wait for something to come, suspended in the servlet container without a thread. */
final class WaitingPolls implements AutoCloseable {

    private static final String KEY = "lienthong.poll";

    private final Map<Integer, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private volatile boolean closed;

    /** @return the poll of this exchange from before it was suspended; of the type that the same operation has put there */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    static <T> Optional<CompletableFuture<T>> resumed(Exchange exchange) {
        return Optional.ofNullable((CompletableFuture<T>) exchange.get(KEY));
    }

    /** Leaves the thread to others until the poll is done; the port is then called again. */
    void suspend(Exchange exchange, CompletableFuture<?> poll) {
        exchange.put(KEY, poll);
        int mine = number.incrementAndGet();
        waiting.put(mine, poll);
        ContinuationProvider provider = exchange.getInMessage().get(ContinuationProvider.class);
        Continuation continuation = provider.getContinuation();
        continuation.suspend(0);
        var unused = poll.whenComplete((done, failed) -> {
            waiting.remove(mine);
            continuation.resume();
        });
        if (closed) {
            poll.cancel(false);
        }
    }

    /** @return what the poll brought; throws what it threw; Busy if the gateway stops */
    static <T> T result(CompletableFuture<T> poll) {
        try {
            return poll.get();
        } catch (CancellationException stopping) {
            throw Refusal.of(RefusalCode.BUSY)
                    .with("what", "the gateway is stopping")
                    .after(Duration.ofSeconds(5))
                    .refused(stopping);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Ends every wait, so that the gateway can stop at once. */
    @Override
    public void close() {
        closed = true;
        waiting.values().forEach(poll -> poll.cancel(false));
    }
}
