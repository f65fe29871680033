package org.lienthong.exchange.store;

import java.io.InputStream;
import java.nio.file.Path;
import org.lienthong.message.identity.Digest;

/** Content-addressed files under one directory; an object is whole and durable or absent. Safe for several threads and JVMs. */
@SuppressWarnings("DoNotCallSuggester")
public final class ContentStore {

    private final Path root;

    public ContentStore(Path root) {
        this.root = root;
    }

    /** @return a new file to write to, without limit */
    public Spool spool() {
        return spool(Long.MAX_VALUE);
    }

    /** @param limit bytes; writing more throws {@link SpoolLimitException} */
    public Spool spool(long limit) {
        throw new UnsupportedOperationException(root + " " + limit);
    }

    /** Makes the spooled bytes an object that survives a power cut; the same digest again is the same object. */
    public StoredObject keep(Spool spool) {
        throw new UnsupportedOperationException(spool.toString());
    }

    /** @return whether the object is here */
    public boolean holds(Digest digest) {
        throw new UnsupportedOperationException(digest.toString());
    }

    /** @return exactly the bytes of the slice */
    public InputStream open(ContentSlice slice) {
        throw new UnsupportedOperationException(slice.toString());
    }
}
