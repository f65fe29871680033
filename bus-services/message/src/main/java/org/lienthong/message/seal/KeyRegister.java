package org.lienthong.message.seal;

import java.util.Optional;
import org.lienthong.message.identity.Digest;

/**
 * Port to the directory of keys. An implementation MUST NOT fetch anything from a network and MUST cost a stranger's key no
 * more than a known one: it is asked before any signature is checked.
 */
public interface KeyRegister {

    /** @param spkiSha256 SHA-256 of the DER SubjectPublicKeyInfo */
    Optional<RegisteredKey> find(Digest spkiSha256);
}
