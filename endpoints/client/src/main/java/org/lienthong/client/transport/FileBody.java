package org.lienthong.client.transport;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.watch.TransferWatch;

/** Appends an answer to an open file, up to a limit, one batch of buffers at a time. */
final class FileBody implements BodySubscriber<Long> {

    private final FileChannel file;
    private final long limit;
    private final TransferWatch watch;
    private final CompletableFuture<Long> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private volatile long written;

    FileBody(FileChannel file, long limit, TransferWatch watch) {
        this.file = file;
        this.watch = watch;
        this.limit = limit;
        this.written = 0;
    }

    /** @return where the file stands: what shows that the link is alive */
    long written() {
        return written;
    }

    @Override
    public CompletionStage<Long> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        try {
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
            }
            written = file.position();
            watch.reached(written, limit);
            if (file.position() > limit) {
                throw new IOException("more than the announced " + limit + " bytes");
            }
            if (subscription != null) {
                subscription.request(1);
            }
        } catch (IOException broken) {
            if (subscription != null) {
                subscription.cancel();
            }
            whole.completeExceptionally(broken);
        }
    }

    @Override
    public void onError(Throwable broken) {
        whole.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        whole.complete(written);
    }
}
