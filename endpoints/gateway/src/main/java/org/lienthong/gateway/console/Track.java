package org.lienthong.gateway.console;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.exchange.tracking.FlowOfDocuments;

/**
 * The way of one copy as a row of steps.
 *
 * @param state key of the text that says where it is
 * @param look a class of the style sheet: waiting, moving, done or ended
 */
record Track(List<Step> steps, String state, String look, Instant since) {

    private static final List<String> WAY = List.of("accepted", "waiting", "served", "taken");

    /**
     * @param key of its text
     * @param look past, here or ahead
     */
    record Step(String key, String look) {}

    static Track of(FlowOfDocuments.Copy copy) {
        int reached = reached(copy.state());
        List<Step> steps = IntStream.range(0, WAY.size())
                .mapToObj(at -> new Step(WAY.get(at), at < reached ? "past" : at == reached ? "here" : "ahead"))
                .toList();
        return new Track(steps, "state." + copy.state().name(), look(copy.state()), copy.since());
    }

    private static int reached(DeliveryState state) {
        return switch (state) {
            case WAITING, EXPIRED, RECALLED -> 1;
            case LEASED, SERVED, REFUSED -> 2;
            case TAKEN -> 3;
        };
    }

    private static String look(DeliveryState state) {
        return switch (state) {
            case WAITING -> "waiting";
            case LEASED, SERVED -> "moving";
            case TAKEN -> "done";
            case REFUSED, EXPIRED, RECALLED -> "ended";
        };
    }
}
