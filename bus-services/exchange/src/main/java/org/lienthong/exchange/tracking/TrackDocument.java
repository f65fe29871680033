package org.lienthong.exchange.tracking;

import java.util.List;

/** Tells a sender where its documents are. */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class TrackDocument {

    public TrackDocument() {}

    /**
     * @return one submission by MessageId; by DocumentId all of the sender's under that name, first accepted first
     *     <p>Refuses with UnknownDocument, another's and nobody's alike; RequestInvalid unless exactly one name is given.
     */
    public List<DocumentStatus> status(StatusQuery query) {
        throw new UnsupportedOperationException();
    }
}
