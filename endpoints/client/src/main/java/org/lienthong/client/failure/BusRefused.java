package org.lienthong.client.failure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.lienthong.message.refusal.Retry;
import org.lienthong.message.refusal.Violation;

/** The bus refused, signed the refusal and bound it to this request: a final answer. Codes: wsdl/FAULTS.md. */
public final class BusRefused extends ExchangeFailure {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    public BusRefused(Fault fault) {
        super(fault.code() + ": " + fault.messageEn());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** @return the stable code, e.g. {@code IdReused}; branch on it */
    public String code() {
        return fault.code();
    }

    /**
     * What the bus said.
     *
     * @param ruleId the first broken rule, for RuleBroken
     * @param element the element or field at fault
     * @param retryAfter how long to wait, for {@link Retry#AFTER}
     * @param faultId names this refusal to the operator of the bus
     */
    public record Fault(
            String code,
            Optional<String> ruleId,
            Optional<String> element,
            String messageVi,
            String messageEn,
            Retry retry,
            Optional<Duration> retryAfter,
            String faultId,
            List<Culprit> culprits,
            List<Violation> violations) {

        public Fault {
            culprits = List.copyOf(culprits);
            violations = List.copyOf(violations);
        }
    }

    /** A recipient that stands in the way; organ and successor as the bus wrote them. */
    public record Culprit(String organ, String code, Optional<String> successor, Optional<String> contactPoint) {}
}
