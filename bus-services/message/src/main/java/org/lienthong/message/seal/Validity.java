package org.lienthong.message.seal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.wire.Tree;
import org.w3c.dom.Element;

/** A wsu:Timestamp: Created and Expires, both required, at most ten minutes apart, 0 to 9 fraction digits, any offset. */
record Validity(Instant created, Instant expires) {

    static final Duration MAX_LIFE = Duration.ofMinutes(10);
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    /** @throws RefusedException TimestampRefused */
    static Validity read(Element timestamp) {
        List<Element> children = Tree.children(timestamp);
        if (children.size() != 2
                || !Tree.is(children.get(0), Wss.WSU, "Created")
                || !Tree.is(children.get(1), Wss.WSU, "Expires")) {
            throw refused("wsu:Created, wsu:Expires");
        }
        Validity validity = new Validity(instant(children.get(0)), instant(children.get(1)));
        Duration life = Duration.between(validity.created, validity.expires);
        if (life.isNegative() || life.isZero() || life.compareTo(MAX_LIFE) > 0) {
            throw refused("Expires - Created = " + life.toSeconds() + " s");
        }
        return validity;
    }

    /** @throws RefusedException ClockSkew, unless the time lies between Created and Expires, give or take the skew */
    void requireEmbraces(Instant receivedAt, Duration skew) {
        if (receivedAt.isBefore(created.minus(skew)) || receivedAt.isAfter(expires.plus(skew))) {
            throw Refusal.of(RefusalCode.CLOCK_SKEW)
                    .with("busTime", receivedAt)
                    .with("created", created)
                    .with("offset", Duration.between(receivedAt, created).toSeconds())
                    .with("allowed", skew.toSeconds())
                    .refused();
        }
    }

    private static Instant instant(Element element) {
        String text = Tree.text(element);
        try {
            if (TIME.matcher(text).matches()) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException noSuchTime) {
            throw refused(element.getLocalName() + " " + text);
        }
        throw refused(element.getLocalName() + " " + text);
    }

    private static RefusedException refused(String what) {
        return Refusal.of(RefusalCode.TIMESTAMP_REFUSED).with("what", what).refused();
    }
}
