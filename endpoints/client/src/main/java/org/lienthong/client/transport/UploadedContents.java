package org.lienthong.client.transport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.failure.UploadGone;
import org.lienthong.client.sending.OutgoingAttachment;
import org.lienthong.client.sending.PreparedUpload;

/** Brings files to the bus in chunks, in constant memory. Where an upload stands is the bus's word: it is asked before each chunk. */
public final class UploadedContents {

    private static final int STORED = 204;
    private static final int UNKNOWN = 401;
    private static final int DISCARDED = 422;
    private static final int ANSWER_LIMIT = 8 * 1024;

    private final BusHttp http;
    private final Duration stall;

    /** @param stall how long an upload may stand still, the bus's check of the whole included, before the attempt is given up */
    public UploadedContents(BusHttp http, Duration stall) {
        this.http = http;
        this.stall = stall;
    }

    /** How far an upload has come; complete: the bus has checked the whole. */
    public record Stand(long offset, boolean complete) {}

    /**
     * One attempt at the next chunk, if there is one.
     *
     * @return where the upload stands now
     * @throws TransportFailure if the chunk was not answered for: call again to go on
     * @throws UploadGone if the bus knows no such upload
     * @throws ContentMismatch if the bus found other content than was announced: the file has changed, or was altered on its
     *     way; the upload begins again
     */
    public Stand push(PreparedUpload upload, OutgoingAttachment attachment) {
        Stand stand = ask(upload);
        if (stand.complete()) {
            return stand;
        }
        long length = Math.min(upload.chunkMax(), attachment.length() - stand.offset());
        AtomicLong sent = new AtomicLong();
        HttpRequest request = request(upload)
                .header("Upload-Offset", Long.toString(stand.offset()))
                .PUT(body(attachment, stand.offset(), length, sent))
                .build();
        HttpResponse<byte[]> answer =
                http.sendWhileMoving(request, LimitedBody.ofAtMost(ANSWER_LIMIT), sent::get, stall);
        if (answer.statusCode() == DISCARDED) {
            throw new ContentMismatch("content of " + attachment.name(), attachment.sha256(), said(answer));
        }
        return stand(upload, answer);
    }

    private Stand ask(PreparedUpload upload) {
        HttpRequest request =
                request(upload).method("HEAD", BodyPublishers.noBody()).build();
        return stand(upload, http.sendWhileMoving(request, LimitedBody.ofAtMost(ANSWER_LIMIT), () -> 0, stall));
    }

    private static HttpRequest.Builder request(PreparedUpload upload) {
        return HttpRequest.newBuilder(upload.url()).header("Authorization", "Bearer " + upload.token());
    }

    private static Stand stand(PreparedUpload upload, HttpResponse<byte[]> answer) {
        if (answer.statusCode() == UNKNOWN) {
            throw new UploadGone(upload.url() + " is no upload any more, or not of this token");
        }
        long offset = answer.headers().firstValueAsLong("Upload-Offset").orElse(-1);
        if (answer.statusCode() != STORED || offset < 0) {
            throw new TransportFailure(upload.url() + " answered HTTP " + answer.statusCode() + ": " + said(answer));
        }
        return new Stand(
                offset,
                answer.headers()
                        .firstValue("Upload-Complete")
                        .filter("?1"::equals)
                        .isPresent());
    }

    private static String said(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8).strip();
    }

    private static BodyPublisher body(OutgoingAttachment attachment, long offset, long length, AtomicLong sent) {
        return length == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> open(attachment, offset, length, sent)), length);
    }

    private static InputStream open(OutgoingAttachment attachment, long offset, long length, AtomicLong sent) {
        try {
            InputStream content = attachment.open();
            content.skipNBytes(offset);
            return new Slice(content, length, sent);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read attachment " + attachment.name(), unreadable);
        }
    }

    /** So many bytes of a stream, counted as they leave. */
    private static final class Slice extends FilterInputStream {

        private final AtomicLong sent;
        private long left;

        Slice(InputStream content, long length, AtomicLong sent) {
            super(content);
            this.left = length;
            this.sent = sent;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int most) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = super.read(into, offset, (int) Math.min(most, left));
            if (count > 0) {
                left -= count;
                sent.addAndGet(count);
            }
            return count;
        }
    }
}
