package org.lienthong.exchange.acceptance;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.admission.IncomingPart;
import org.lienthong.exchange.admission.PartSource;
import org.lienthong.exchange.admission.RawEntity;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.store.Spool;
import org.lienthong.exchange.store.StoredObject;
import org.lienthong.message.identity.ContentId;

/** What the door would hand over, from memory; remembers how far it was read. */
final class ArrivingEntity implements RawEntity, PartSource {

    static final String TYPE = "multipart/related; boundary=b; type=\"text/xml\"";

    private record Part(ContentId id, ByteArrayInputStream content, boolean binary, boolean torn) {}

    private final ContentStore store;
    private final byte[] root;
    private final List<Part> parts = new ArrayList<>();
    private final ByteArrayOutputStream entity = new ByteArrayOutputStream();
    private int read;
    private @Nullable String failure;
    private boolean wiped;
    private boolean kept;

    ArrivingEntity(ContentStore store, byte[] root) {
        this.store = store;
        this.root = root;
        entity.writeBytes("--b\r\n".getBytes(StandardCharsets.US_ASCII));
        entity.writeBytes(root);
    }

    /** @param binary lies in the entity as it is */
    void part(ContentId id, byte[] content, boolean binary) {
        parts.add(new Part(id, new ByteArrayInputStream(content), binary, false));
    }

    /** A part in the middle of which the connection ends. */
    void tornPart(ContentId id, byte[] content) {
        parts.add(new Part(id, new ByteArrayInputStream(content), false, true));
    }

    /** What the disk will say. */
    void failOnKeep(String words) {
        failure = words;
    }

    int partsRead() {
        return read;
    }

    boolean wiped() {
        return wiped;
    }

    boolean kept() {
        return kept;
    }

    @Override
    public Optional<IncomingPart> next() {
        if (read == parts.size()) {
            return Optional.empty();
        }
        Part part = parts.get(read++);
        OptionalLong offset = part.binary() ? OptionalLong.of(entity.size()) : OptionalLong.empty();
        byte[] bytes = part.content().readAllBytes();
        entity.writeBytes(bytes);
        InputStream content = new ByteArrayInputStream(bytes);
        return Optional.of(new IncomingPart(
                part.id(), "application/octet-stream", part.torn() ? new TornStream(content) : content, offset));
    }

    @Override
    public String contentType() {
        return TYPE;
    }

    @Override
    public long rootOffset() {
        return 5;
    }

    @Override
    public byte[] root() {
        return root;
    }

    @Override
    public String rootContentType() {
        return "text/xml; charset=UTF-8";
    }

    @Override
    public StoredObject keep() throws IOException {
        if (failure != null) {
            throw new IOException(failure);
        }
        kept = true;
        try (Spool spool = store.spool()) {
            spool.write(entity.toByteArray());
            return store.keep(spool);
        }
    }

    @Override
    public void wipe() {
        wiped = true;
    }

    private static final class TornStream extends FilterInputStream {

        TornStream(InputStream content) {
            super(content);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read < 0) {
                throw new IOException("the connection ended");
            }
            return read;
        }
    }
}
