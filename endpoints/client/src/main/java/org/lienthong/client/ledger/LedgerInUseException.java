package org.lienthong.client.ledger;

import java.nio.file.Path;

/** Another process, or another thread, is at the same work; nothing was begun. */
public final class LedgerInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LedgerInUseException(Path lock) {
        super("tiến trình khác đang giữ " + lock + " / another process holds " + lock);
    }
}
