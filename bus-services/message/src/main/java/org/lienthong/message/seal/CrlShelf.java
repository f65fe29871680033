package org.lienthong.message.seal;

import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** Revocation lists from a folder of PEM or DER files, re-read by {@link #refresh()} off the request path. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "UnusedMethod"})
public final class CrlShelf implements RevocationLists {

    private final Path folder;
    private final TrustAnchors anchors;

    /** Reads nothing yet: call {@link #refresh()}. */
    public CrlShelf(Path folder, TrustAnchors anchors) {
        this.folder = folder;
        this.anchors = anchors;
    }

    /** Reads every file again; a file that is broken or signed by no known authority is left out with a log line. */
    public void refresh() {
        throw new UnsupportedOperationException("follows");
    }

    @Override
    public Optional<X509CRL> newest(X500Principal issuer) {
        throw new UnsupportedOperationException("follows");
    }
}
