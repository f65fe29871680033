package org.lienthong.client.soap;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.message.refusal.Retry;
import org.lienthong.message.refusal.Violation;
import org.lienthong.xsd.types.BusFault;

/** The typed fault, from the wire to values. */
final class FaultForms {

    private FaultForms() {}

    static BusRefused.Fault fault(BusFault wire) {
        return new BusRefused.Fault(
                wire.getCode(),
                Optional.ofNullable(wire.getRuleId()),
                Optional.ofNullable(wire.getElement()),
                wire.getMessageVi(),
                wire.getMessageEn(),
                Retry.valueOf(wire.getRetry().value()),
                seconds(wire.getRetryAfterSeconds()),
                wire.getFaultId(),
                wire.getCulprit().stream()
                        .map(c -> new BusRefused.Culprit(
                                c.getOrganId(),
                                c.getCode(),
                                Optional.ofNullable(c.getSuccessor()),
                                Optional.ofNullable(c.getContactPoint())))
                        .toList(),
                wire.getViolation().stream()
                        .map(v -> new Violation(
                                v.getRuleId(),
                                v.getElement(),
                                v.getLine(),
                                v.getColumn(),
                                v.getMessageVi(),
                                v.getMessageEn()))
                        .toList());
    }

    private static Optional<Duration> seconds(@Nullable Integer value) {
        return Optional.ofNullable(value).map(Duration::ofSeconds);
    }
}
