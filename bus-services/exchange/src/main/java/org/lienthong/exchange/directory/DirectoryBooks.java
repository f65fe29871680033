package org.lienthong.exchange.directory;

import org.lienthong.exchange.evidence.EventBook;

/** What every change of the directory is written into besides the directory, in its own transaction. */
public record DirectoryBooks(EventBook events, DirectoryNews news) {}
