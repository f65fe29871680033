package org.lienthong.gateway.content;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.lienthong.exchange.upload.Chunk;
import org.lienthong.exchange.upload.ChunkOutcome;
import org.lienthong.exchange.upload.UploadKey;
import org.lienthong.exchange.upload.UploadProgress;
import org.lienthong.exchange.upload.UploadToken;
import org.lienthong.exchange.upload.Uploads;
import org.lienthong.gateway.mime.EntityTape;
import org.lienthong.message.identity.UploadId;
import org.lienthong.message.refusal.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PUT and HEAD of {@code /content/uploads/{id}} with {@code Authorization: Bearer}; wsdl/PROFILE.md 6. Everything is judged
 * before a byte of the body is asked for, so a caller that expects 100 Continue sends none in vain. Whatever is wrong with a
 * token or its upload is one and the same 401.
 *
 * <pre>
 * PUT /content/uploads/6ba1…   Upload-Offset: 67108864   Content-Length: 67108864
 * 204                          Upload-Offset: 134217728  Upload-Complete: ?0
 * </pre>
 */
public final class UploadDoor extends HttpServlet {

    public static final String PATH = "/content/uploads/";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(UploadDoor.class);
    private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

    private final transient Uploads uploads;
    private final transient Semaphore writers;
    private final transient Pace pace;

    /**
     * @param writers chunks that are read at the same time, so that slow ones leave threads to the other doors
     * @param slowest bytes a second that a chunk must bring
     */
    public record Pace(int writers, long slowest) {}

    public UploadDoor(Uploads uploads, Pace pace) {
        this.uploads = uploads;
        this.writers = new Semaphore(pace.writers());
        this.pace = pace;
    }

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<UploadProgress> progress = key(request).flatMap(uploads::progress);
        if (progress.isEmpty()) {
            UploadAnswers.unknown(response);
        } else {
            UploadAnswers.progress(response, progress.get());
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        UploadAnswers.methodNotAllowed(response);
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<UploadKey> key =
                key(request).filter(shown -> uploads.progress(shown).isPresent());
        if (key.isEmpty()) {
            UploadAnswers.unknown(response);
            return;
        }
        long length = request.getContentLengthLong();
        OptionalLong offset = offset(request);
        if (length < 0) {
            UploadAnswers.lengthRequired(response);
        } else if (length > uploads.settings().chunk()) {
            UploadAnswers.chunkTooLarge(response, uploads.settings().chunk());
        } else if (offset.isEmpty()) {
            UploadAnswers.offsetRequired(response);
        } else if (request.getHeader("Content-Encoding") != null) {
            UploadAnswers.encoded(response);
        } else if (!writers.tryAcquire()) {
            UploadAnswers.busy(response, uploads.settings().retryAfter());
        } else {
            try {
                write(response, key.get(), new Chunk(offset.getAsLong(), length, out -> copy(request, out)));
            } finally {
                writers.release();
            }
        }
    }

    private void write(HttpServletResponse response, UploadKey key, Chunk chunk) throws IOException {
        try {
            tell(response, uploads.write(key, chunk));
        } catch (RefusedException brokeOff) {
            // nobody may be listening; whoever is, asks HEAD
            UploadAnswers.brokeOff(response);
        } catch (UncheckedIOException disk) {
            LOG.error("A chunk of upload {} could not be written: the agency is told to come again", key.id(), disk);
            UploadAnswers.busy(response, uploads.settings().retryAfter());
        }
    }

    private void tell(HttpServletResponse response, ChunkOutcome outcome) throws IOException {
        if (outcome instanceof ChunkOutcome.Stored stored) {
            UploadAnswers.progress(response, stored.progress());
        } else if (outcome instanceof ChunkOutcome.WrongOffset wrong) {
            UploadAnswers.wrongOffset(response, wrong.progress());
        } else if (outcome instanceof ChunkOutcome.Contended) {
            UploadAnswers.contended(response);
        } else if (outcome instanceof ChunkOutcome.Beyond beyond) {
            UploadAnswers.beyond(response, beyond.length());
        } else if (outcome instanceof ChunkOutcome.Altered altered) {
            UploadAnswers.altered(response, altered);
        } else if (outcome instanceof ChunkOutcome.NoRoom) {
            UploadAnswers.busy(response, uploads.settings().retryAfter());
        } else {
            UploadAnswers.unknown(response);
        }
    }

    private void copy(HttpServletRequest request, OutputStream out) throws IOException {
        EntityTape tape = new EntityTape(request.getInputStream(), request.getContentLengthLong(), pace.slowest());
        tape.recordTo(out);
        tape.drain();
    }

    private static Optional<UploadKey> key(HttpServletRequest request) {
        Optional<UploadId> id = Optional.ofNullable(request.getPathInfo())
                .map(path -> path.substring(1))
                .flatMap(UploadId::parse);
        return id.flatMap(upload -> Bearer.token(request).map(token -> new UploadKey(upload, new UploadToken(token))));
    }

    private static OptionalLong offset(HttpServletRequest request) {
        String written = request.getHeader("Upload-Offset");
        return written != null && OFFSET.matcher(written).matches()
                ? OptionalLong.of(Long.parseLong(written))
                : OptionalLong.empty();
    }
}
