package org.lienthong.message.refusal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a message was turned away: a value, made where the reason is known and told where the caller can hear it.
 *
 * @param facts the values that the code's sentence names in braces
 * @param element the element or field at fault, as the caller knows it
 * @param violations every broken rule, for {@link RefusalCode#RULE_BROKEN}
 */
public record Refusal(
        RefusalCode code,
        Map<String, String> facts,
        Optional<String> element,
        List<Violation> violations,
        List<Culprit> culprits,
        Optional<Duration> retryAfter) {

    private static final int SHOWN = 200;

    public Refusal {
        facts = Map.copyOf(facts);
        violations = List.copyOf(violations);
        culprits = List.copyOf(culprits);
    }

    public static Refusal of(RefusalCode code) {
        return new Refusal(code, Map.of(), Optional.empty(), List.of(), List.of(), Optional.empty());
    }

    /** @return the same with a value for {@code {name}} in the code's sentence; long values are cut to 200 characters */
    public Refusal with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(facts);
        String text = value.toString();
        more.put(name, text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text);
        return new Refusal(code, more, element, violations, culprits, retryAfter);
    }

    public Refusal at(String place) {
        return new Refusal(code, facts, Optional.of(place), violations, culprits, retryAfter);
    }

    public Refusal violations(List<Violation> broken) {
        return new Refusal(code, facts, element, broken, culprits, retryAfter);
    }

    public Refusal culprits(List<Culprit> standing) {
        return new Refusal(code, facts, element, violations, standing, retryAfter);
    }

    public Refusal after(Duration pause) {
        return new Refusal(code, facts, element, violations, culprits, Optional.of(pause));
    }

    public RefusedException refused() {
        return new RefusedException(this);
    }

    public RefusedException refused(Throwable cause) {
        return new RefusedException(this, cause);
    }
}
