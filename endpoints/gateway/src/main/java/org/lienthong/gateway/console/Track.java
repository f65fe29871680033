package org.lienthong.gateway.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lienthong.exchange.delivery.DeliveryState;
import org.lienthong.exchange.tracking.FlowOfDocuments;
import org.lienthong.exchange.tracking.FlowOfDocuments.Processing;

/**
 * The way of one copy as a row of steps: over the bus, then over the recipient's desks.
 *
 * @param state key of the text that says where it is
 * @param look a class of the style sheet: waiting, moving, done or ended
 */
record Track(List<Step> steps, String state, String look, Instant since) {

    private static final List<String> WAY = List.of("accepted", "served", "taken", "01", "03", "04", "05", "06");
    private static final int TAKEN = 2;
    private static final String REJECTED = "02";
    private static final String WITHDRAWN = "15";

    /**
     * @param key of its text
     * @param look past, here or ahead
     */
    record Step(String key, String look) {}

    static Track of(FlowOfDocuments.Copy copy) {
        Optional<String> code = copy.processing().flatMap(Processing::code);
        int reached = code.map(WAY::indexOf).filter(at -> at >= 0).orElseGet(() -> reached(copy.state()));
        List<Step> steps = IntStream.range(0, WAY.size())
                .mapToObj(at -> new Step(WAY.get(at), at < reached ? "past" : at == reached ? "here" : "ahead"))
                .toList();
        boolean asked = copy.processing().filter(Processing::askedBack).isPresent();
        return new Track(
                steps,
                "state." + (asked ? "asked" : code.orElse(copy.state().name())),
                asked ? "waiting" : code.map(Track::look).orElseGet(() -> look(copy.state())),
                copy.processing().flatMap(Processing::since).orElse(copy.since()));
    }

    private static int reached(DeliveryState state) {
        return switch (state) {
            case WAITING, EXPIRED, RECALLED -> 0;
            case LEASED, SERVED, REFUSED -> 1;
            case TAKEN -> TAKEN;
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

    private static String look(String code) {
        return code.equals(REJECTED) || code.equals(WITHDRAWN) ? "ended" : "done";
    }
}
