package org.lienthong.exchange.tracking;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of every recipient that the bus has promised to serve: promised = turnedAway + taken + refused + expired +
 * recalled + open, or else there are faults.
 *
 * @param documents lines of evidence that say Accepted
 * @param promised recipients that those lines speak of
 * @param turnedAway recipients that the receipt itself refused, under ACCEPT_REST
 * @param open without an outcome yet
 * @param faults the first {@link Conservation#TOLD} of each slice; empty when the books balance
 */
public record Balance(
        long documents,
        long promised,
        long turnedAway,
        long taken,
        long refused,
        long expired,
        long recalled,
        long open,
        List<Fault> faults) {

    public static final Balance NOTHING = new Balance(0, 0, 0, 0, 0, 0, 0, 0, List.of());

    public Balance {
        faults = List.copyOf(faults);
    }

    /**
     * One thing that must not be.
     *
     * @param what a name that stays, e.g. {@code RecipientLost}
     * @param event SHA-256 of the acceptance's line, in hex
     * @param detail counts, states or a DeliveryId
     */
    public record Fault(String what, String event, String detail) {}

    public boolean holds() {
        return faults.isEmpty() && promised == turnedAway + taken + refused + expired + recalled + open;
    }

    public Balance plus(Balance other) {
        List<Fault> all = new ArrayList<>(faults);
        all.addAll(other.faults);
        return new Balance(
                documents + other.documents,
                promised + other.promised,
                turnedAway + other.turnedAway,
                taken + other.taken,
                refused + other.refused,
                expired + other.expired,
                recalled + other.recalled,
                open + other.open,
                all);
    }
}
