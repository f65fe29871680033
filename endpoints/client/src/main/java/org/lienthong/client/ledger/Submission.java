package org.lienthong.client.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.sending.SignedAnswer;
import org.lienthong.message.identity.MessageId;

/** One content on its way to the bus, this thread's alone until it is closed. */
public final class Submission implements AutoCloseable {

    private final SentLedger ledger;
    private final Optional<LedgerLock> lock;
    private SentLedger.Entry entry;

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    Submission(SentLedger ledger, SentLedger.Entry entry, Optional<LedgerLock> lock) {
        this.ledger = ledger;
        this.entry = entry;
        this.lock = lock;
    }

    /** @return under which the content must be sent, now and at every repeat */
    public MessageId messageId() {
        return entry.messageId();
    }

    /** @return what the bus answered earlier: then there is nothing to send */
    public Optional<SignedAnswer> receipt() {
        return entry.receipt();
    }

    /** @return where the ledger keeps it; moves when the receipt comes */
    public Path folder() {
        return entry.folder();
    }

    /** The bus has answered for it; on disk when this returns. */
    public void accepted(SignedAnswer receipt) throws IOException {
        entry = ledger.receipted(entry, receipt);
    }

    /**
     * The bus has refused. Unless the refusal proves that no try was ever accepted, the submission stays open under its
     * MessageId.
     */
    public void refused(BusRefused.Fault fault) throws IOException {
        ledger.refused(entry, fault);
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
