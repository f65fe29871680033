package org.lienthong.exchange.directory;

/** Tells organs what became of the directory. Called in the transaction of the change; MUST write in that or not at all. */
@FunctionalInterface
public interface DirectoryNews {

    void tell(Hearing hearing);
}
