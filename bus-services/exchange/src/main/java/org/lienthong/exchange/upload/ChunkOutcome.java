package org.lienthong.exchange.upload;

import org.lienthong.message.identity.Digest;

/** What became of a chunk. */
public sealed interface ChunkOutcome {

    /** On disk; the next one follows at the offset. */
    record Stored(UploadProgress progress) implements ChunkOutcome {}

    /** Nothing was read: the upload stands elsewhere. */
    record WrongOffset(UploadProgress progress) implements ChunkOutcome {}

    /** Nothing was read: another chunk of this upload is being written. */
    record Contended() implements ChunkOutcome {}

    /** Nothing was read: it would go beyond the announced length. */
    record Beyond(long length) implements ChunkOutcome {}

    /** The whole is not what was announced: it is thrown away, and the upload stands at 0. */
    record Altered(Digest announced, Digest found) implements ChunkOutcome {}

    /** Nothing was read: the disk has no room now. */
    record NoRoom() implements ChunkOutcome {}

    /** There is no such upload for this token: never was, not this organ's, or not any more. */
    record Unknown() implements ChunkOutcome {}
}
