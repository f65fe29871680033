package org.lienthong.simulator.load;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the clients know for certain, whatever becomes of the bus: one line a fact, appended and on disk before the call that
 * writes it returns. Threads share a sync: whoever comes while one runs is served by the next.
 *
 * <pre>
 * RUN 5f0a 2026-11-24T06:00:00Z
 * RECEIPT load-5f0a-17 8c2e…-delivery-id 9f86…-content-digest
 * GOT 8c2e…-delivery-id load-5f0a-17 H29 1
 * TOOK 8c2e…-delivery-id load-5f0a-17 H29
 * REFUSED load-5f0a-18 RuleBroken
 * </pre>
 */
public final class Ledger implements Closeable {

    private final FileChannel file;
    private final ReentrantLock syncing = new ReentrantLock();
    private final AtomicLong written = new AtomicLong();
    private long synced;

    private Ledger(FileChannel file) {
        this.file = file;
    }

    /** Opens a ledger to go on with, or a new one. */
    public static Ledger open(Path path) throws IOException {
        return new Ledger(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    }

    /** @return every whole line; a last one without its end was never told to anybody */
    public static List<List<String>> read(Path path) throws IOException {
        List<List<String>> lines = new ArrayList<>();
        if (Files.exists(path)) {
            String text = Files.readString(path);
            text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(line -> List.of(line.split(" ", -1)))
                    .forEach(lines::add);
        }
        return lines;
    }

    /** @return the run that the ledger speaks of; empty if it is new */
    static Optional<List<String>> run(List<List<String>> lines) {
        return lines.stream().filter(l -> l.get(0).equals("RUN")).findFirst();
    }

    /** Returns when the line is on disk. */
    void write(String... words) {
        byte[] line = (String.join(" ", words) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            long mine = append(line);
            syncing.lock();
            try {
                if (synced < mine) {
                    long until = written.get();
                    file.force(false);
                    synced = until;
                }
            } finally {
                syncing.unlock();
            }
        } catch (IOException full) {
            throw new UncheckedIOException("the ledger cannot be kept: the run proves nothing any more", full);
        }
    }

    private synchronized long append(byte[] line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(line);
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        return written.incrementAndGet();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
