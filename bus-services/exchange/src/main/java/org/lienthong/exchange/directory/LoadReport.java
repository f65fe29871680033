package org.lienthong.exchange.directory;

import java.util.Map;
import org.lienthong.message.evidence.EventKind;

/**
 * What a load changed.
 *
 * @param changes how many of each kind; empty if the directory said the same before
 */
public record LoadReport(Map<EventKind, Integer> changes) {

    public LoadReport {
        changes = Map.copyOf(changes);
    }
}
