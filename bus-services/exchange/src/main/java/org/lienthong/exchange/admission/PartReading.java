package org.lienthong.exchange.admission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.store.Spool;
import org.lienthong.exchange.store.StoredObject;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.refusal.RefusalCode;

/** The parts of one submission while they arrive. What was spooled and not kept goes when it is closed. */
final class PartReading implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final ContentStore store;
    private final Map<ContentId, AnnouncedAttachment> awaited = new LinkedHashMap<>();
    private final Map<ContentId, Long> inRaw = new HashMap<>();
    private final Map<ContentId, Spool> spooled = new HashMap<>();
    private final byte[] buffer = new byte[BUFFER];

    PartReading(ContentStore store, List<AnnouncedAttachment> announced) {
        this.store = store;
        announced.stream()
                .filter(attachment -> attachment.carriage() == Carriage.PART)
                .forEach(attachment -> awaited.put(attachment.id(), attachment));
    }

    /** Reads one part to its end, or to one byte past its announced length. */
    void read(IncomingPart part) throws IOException {
        AnnouncedAttachment announced = awaited.remove(part.id());
        if (announced == null) {
            throw AttachmentRules.unresolved(RefusalCode.CONTENT_UNEXPECTED, List.of(part.id()))
                    .refused();
        }
        if (part.rawOffset().isPresent()) {
            requireIntact(announced, hash(part.content(), announced));
            inRaw.put(part.id(), part.rawOffset().getAsLong());
        } else {
            Spool spool = store.spool();
            spooled.put(part.id(), spool);
            requireIntact(announced, copy(part.content(), announced, spool));
        }
    }

    void requireAll() {
        if (!awaited.isEmpty()) {
            throw AttachmentRules.unresolved(RefusalCode.CONTENT_MISSING, List.copyOf(awaited.keySet()))
                    .refused();
        }
    }

    /** @return where the bytes of an attachment that came as a part lie now */
    ContentSlice keep(AnnouncedAttachment attachment, StoredObject raw) {
        Long offset = inRaw.get(attachment.id());
        if (offset != null) {
            return new ContentSlice(raw.digest(), offset, attachment.length());
        }
        Spool spool = spooled.get(attachment.id());
        if (spool == null) {
            throw new IllegalStateException("never read: " + attachment.id());
        }
        return store.keep(spool).whole();
    }

    @Override
    public void close() {
        spooled.values().forEach(Spool::close);
    }

    private Digest hash(InputStream content, AnnouncedAttachment announced) throws IOException {
        MessageDigest sha256 = Digest.newSha256();
        long length = 0;
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            length = count(announced, length, n);
            sha256.update(buffer, 0, n);
        }
        requireLength(announced, length);
        return Digest.finish(sha256);
    }

    private Digest copy(InputStream content, AnnouncedAttachment announced, Spool spool) throws IOException {
        long length = 0;
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            length = count(announced, length, n);
            try {
                spool.write(buffer, 0, n);
            } catch (IOException disk) {
                throw new UncheckedIOException(disk);
            }
        }
        requireLength(announced, length);
        return spool.seal();
    }

    private static long count(AnnouncedAttachment announced, long before, int read) {
        if (before + read > announced.length()) {
            throw Mismatch.longer(AttachmentRules.place(announced.id()), announced.length())
                    .refused();
        }
        return before + read;
    }

    private static void requireLength(AnnouncedAttachment announced, long found) {
        if (found != announced.length()) {
            throw Mismatch.length(AttachmentRules.place(announced.id()), announced.length(), found)
                    .refused();
        }
    }

    private static void requireIntact(AnnouncedAttachment announced, Digest found) {
        if (!found.equals(announced.sha256())) {
            throw Mismatch.digest(AttachmentRules.place(announced.id()), announced.sha256(), found)
                    .refused();
        }
    }
}
