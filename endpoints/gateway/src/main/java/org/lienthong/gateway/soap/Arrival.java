package org.lienthong.gateway.soap;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lienthong.exchange.admission.IncomingPart;
import org.lienthong.exchange.admission.PartSource;
import org.lienthong.exchange.admission.RawEntity;
import org.lienthong.exchange.store.ContentStore;
import org.lienthong.exchange.store.Spool;
import org.lienthong.exchange.store.StoredObject;
import org.lienthong.gateway.mime.ContentType;
import org.lienthong.gateway.mime.EntityTape;
import org.lienthong.gateway.mime.MimePart;
import org.lienthong.gateway.mime.MultipartReader;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.wire.Announced;

/**
 * A request whose root part is in memory. Of a multipart entity the rest is still on the connection: nothing touches the disk
 * before {@link #next} or {@link #keep} is called, and nothing stays there unless it is kept.
 */
final class Arrival implements RawEntity, PartSource, AutoCloseable {

    private final Announced announced;
    private final String contentType;
    private final Root root;
    private final Digest rootSha256;
    private final ContentStore store;
    private final @Nullable Rest rest;
    private final Set<String> named = new HashSet<>();
    private final MemoryBudget.Share share;
    private @Nullable Spool spool;

    /**
     * The signed root part.
     *
     * @param offset within the entity
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Root(byte[] bytes, long offset, String contentType, Optional<String> contentId) {}

    /** What follows the root part of a multipart entity. */
    record Rest(EntityTape tape, MultipartReader reader) {}

    Arrival(
            Announced announced,
            String contentType,
            Root root,
            @Nullable Rest rest,
            ContentStore store,
            MemoryBudget.Share share) {
        this.announced = announced;
        this.contentType = contentType;
        this.root = root;
        this.rootSha256 = Digest.sha256(root.bytes());
        this.rest = rest;
        this.store = store;
        this.share = share;
        root.contentId().ifPresent(named::add);
    }

    Announced announced() {
        return announced;
    }

    /** @return what AnswerContext.RequestSha256 says: the digest of the signed root part as received */
    Digest rootSha256() {
        return rootSha256;
    }

    @Override
    public String contentType() {
        return contentType;
    }

    @Override
    public long rootOffset() {
        return root.offset();
    }

    @Override
    public byte[] root() {
        return root.bytes();
    }

    @Override
    public String rootContentType() {
        return root.contentType();
    }

    @Override
    public Optional<IncomingPart> next() throws IOException {
        if (rest == null) {
            return Optional.empty();
        }
        record();
        Optional<MimePart> part = rest.reader().next();
        return part.isPresent() ? Optional.of(incoming(part.get())) : Optional.empty();
    }

    private IncomingPart incoming(MimePart part) {
        String name = part.contentId().orElseThrow(() -> Refusal.of(RefusalCode.MALFORMED)
                .with("what", "a part has no Content-ID")
                .refused());
        if (name.isEmpty() || name.length() > 200 || !named.add(name)) {
            throw unexpected(name);
        }
        boolean asItIs = part.encoding() == MimePart.TransferEncoding.IDENTITY;
        return new IncomingPart(
                new ContentId(name),
                part.contentType().map(ContentType::media).orElse("application/octet-stream"),
                part.content(),
                asItIs ? OptionalLong.of(part.offset()) : OptionalLong.empty());
    }

    @Override
    public StoredObject keep() throws IOException {
        record();
        if (rest != null) {
            Optional<IncomingPart> left = next();
            if (left.isPresent()) {
                throw unexpected(left.get().id().value());
            }
        }
        Spool whole = spool;
        if (whole == null) {
            throw new IllegalStateException("nothing was recorded");
        }
        return store.keep(whole);
    }

    /** Starts to write down what is read, what was read so far first. */
    private void record() throws IOException {
        if (spool != null) {
            return;
        }
        Spool opened = store.spool();
        spool = opened;
        if (rest != null) {
            rest.tape().recordTo(opened);
        } else {
            opened.write(root.bytes());
        }
    }

    @Override
    public void wipe() {
        close();
    }

    /** Forgets what was not kept. */
    @Override
    public void close() {
        share.close();
        if (spool != null) {
            spool.close();
        }
    }

    private static RuntimeException unexpected(String name) {
        return Refusal.of(RefusalCode.CONTENT_UNEXPECTED)
                .with("what", "part <" + name + ">")
                .refused();
    }
}
