package org.lienthong.client.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import org.lienthong.client.failure.ContentMismatch;
import org.lienthong.client.failure.TransportFailure;
import org.lienthong.client.receiving.ServedContent.Linked;
import org.lienthong.client.watch.TransferWatch;
import org.lienthong.message.identity.Digest;

/**
 * Fetches content links to files, in constant memory. What arrived before a failure stays in {@code <target>.part}; the next
 * attempt goes on from there by Range. The target appears whole, checked and synced, or not at all.
 */
public final class LinkedContents {

    private static final int BUFFER = 1 << 16;

    private final BusHttp http;
    private final Duration stall;

    /** @param stall how long a link may bring nothing before the attempt is given up */
    public LinkedContents(BusHttp http, Duration stall) {
        this.http = http;
        this.stall = stall;
    }

    /**
     * One attempt.
     *
     * @throws TransportFailure if the link broke off: call again to go on
     * @throws ContentMismatch if whole content is not what was announced; the partial file is gone
     */
    public void fetch(Linked link, Path target, TransferWatch watch) throws IOException {
        Path part = part(target);
        try (FileChannel file =
                FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (file.size() > link.length()) {
                file.truncate(0);
            }
            if (file.size() < link.length()) {
                download(link, file, watch);
            }
            Digest found = digest(file);
            if (!found.equals(link.sha256())) {
                Files.delete(part);
                throw new ContentMismatch("SHA-256 of " + link.url(), link.sha256(), found);
            }
            file.force(true);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** As {@link #fetch}, of content that has come already. */
    public void keep(byte[] content, Path target) throws IOException {
        Path part = part(target);
        try (FileChannel file = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    private void download(Linked link, FileChannel file, TransferWatch watch) throws IOException {
        long from = file.size();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(link.url()).header("Authorization", "Bearer " + link.token());
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-").header("If-Range", "\"" + link.sha256() + "\"");
        }
        FileBody body = new FileBody(file, link.length(), watch);
        http.sendWhileMoving(request.GET().build(), info -> place(link, info, from, file, body), body::written, stall);
        if (file.size() < link.length()) {
            throw new TransportFailure(link.url() + " ended after " + file.size() + " of " + link.length() + " bytes");
        }
    }

    private static BodySubscriber<Long> place(
            Linked link, ResponseInfo info, long from, FileChannel file, FileBody body) {
        try {
            if (info.statusCode() == 200) {
                file.truncate(0);
                return body;
            }
            String range = info.headers().firstValue("Content-Range").orElse("");
            if (info.statusCode() == 206 && range.startsWith("bytes " + from + "-")) {
                file.position(from);
                return body;
            }
            TransportFailure refused = new TransportFailure(
                    link.url() + " answered HTTP " + info.statusCode() + ", Content-Range \"" + range + "\"");
            return BodySubscribers.mapping(BodySubscribers.discarding(), ignored -> {
                throw refused;
            });
        } catch (IOException noFile) {
            throw new UncheckedIOException(noFile);
        }
    }

    private static Digest digest(FileChannel file) throws IOException {
        MessageDigest sha256 = Digest.newSha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        file.position(0);
        while (file.read(buffer) >= 0) {
            sha256.update(buffer.flip());
            buffer.clear();
        }
        return Digest.finish(sha256);
    }
}
