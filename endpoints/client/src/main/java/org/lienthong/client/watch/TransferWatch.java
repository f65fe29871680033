package org.lienthong.client.watch;

/** Hears how far content has come. Called often, on whatever thread moves the bytes; must be quick. */
@FunctionalInterface
public interface TransferWatch {

    /** Nobody watches. */
    TransferWatch NONE = (done, length) -> {};

    /** @param done bytes of {@code length}; falls back when an attempt begins anew */
    void reached(long done, long length);
}
