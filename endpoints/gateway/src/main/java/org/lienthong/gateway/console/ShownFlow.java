package org.lienthong.gateway.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lienthong.exchange.tracking.FlowOfDocuments;

/** A flow as the page's template reads it: names and texts, no types. Times are those of Vietnam. */
final class ShownFlow {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/yyyy").withZone(VIETNAM);

    private final FlowOfDocuments flow;
    private final Instant now;
    private final Language language;

    ShownFlow(FlowOfDocuments flow, Instant now, Language language) {
        this.flow = flow;
        this.now = now;
        this.language = language;
    }

    String now() {
        return TIME.format(now);
    }

    Map<String, Object> totals() {
        FlowOfDocuments.Totals totals = flow.totals();
        return Map.of(
                "documents", totals.documents(),
                "waiting", totals.waiting(),
                "underWay", totals.underWay(),
                "taken", totals.taken(),
                "failed", totals.failed(),
                "recalled", totals.recalled());
    }

    List<Map<String, Object>> documents() {
        return flow.newest().stream().map(this::document).toList();
    }

    private Map<String, Object> document(FlowOfDocuments.Document document) {
        return Map.of(
                "code", document.code(),
                "subject", document.subject(),
                "from", document.from().value(),
                "sender", document.sender(),
                "acceptedAt", TIME.format(document.acceptedAt()),
                "copies", document.copies().stream().map(this::copy).toList());
    }

    private Map<String, Object> copy(FlowOfDocuments.Copy copy) {
        Track track = Track.of(copy);
        List<Map<String, Object>> steps = new ArrayList<>();
        for (Track.Step step : track.steps()) {
            steps.add(Map.of("key", step.key(), "look", step.look()));
        }
        return Map.of(
                "to", copy.to().value(),
                "recipient", copy.recipient(),
                "state", track.state(),
                "look", track.look(),
                "since", TIME.format(track.since()),
                "age", age(track.since()),
                "steps", steps);
    }

    List<Map<String, Object>> waiting() {
        return flow.waiting().stream().map(this::place).toList();
    }

    private Map<String, Object> place(FlowOfDocuments.Waiting place) {
        return Map.of(
                "organ", place.organ().value(),
                "name", place.name(),
                "copies", place.copies(),
                "oldest", TIME.format(place.oldest()),
                "age", age(place.oldest()),
                "polled", place.lastPolled().map(this::age).orElse(""));
    }

    /** Rounded down to its largest unit. */
    private String age(Instant since) {
        Duration age = Duration.between(since, now);
        boolean vietnamese = language == Language.VI;
        if (age.toDays() > 0) {
            return age.toDays() + (vietnamese ? " ngày" : " d");
        } else if (age.toHours() > 0) {
            return age.toHours() + (vietnamese ? " giờ" : " h");
        } else if (age.toMinutes() > 0) {
            return age.toMinutes() + (vietnamese ? " phút" : " min");
        }
        return Math.max(0, age.toSeconds()) + (vietnamese ? " giây" : " s");
    }
}
