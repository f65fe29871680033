package org.lienthong.gateway.soap;

import java.util.Optional;
import org.lienthong.message.identity.FaultId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusalText;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.refusal.Retry;
import org.lienthong.message.refusal.Violation;
import org.lienthong.message.wire.SoapFaultCode;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.BusFault;
import org.lienthong.xsd.types.Culprit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where whatever was thrown becomes a fault of the wire. wsdl/FAULTS.md is its table. */
final class FaultMapper {

    private static final Logger LOG = LoggerFactory.getLogger(FaultMapper.class);
    private static final long DEFAULT_PAUSE_SECONDS = 30;

    /** @return the refusal that was thrown, or InternalError: of our own faults nothing but the FaultId goes out */
    MappedFault map(Throwable thrown, String caller) {
        FaultId id = FaultId.random();
        Optional<Refusal> refusal = refusalIn(thrown);
        if (refusal.isEmpty()) {
            LOG.error(
                    "InternalError {} answered to {}; nothing was acknowledged, the caller is told to try again",
                    id,
                    caller,
                    thrown);
            return new MappedFault(internal(id), id, SoapFaultCode.RECEIVER);
        }
        if (refusal.get().code() == RefusalCode.INTERNAL_ERROR) {
            LOG.error("InternalError {} answered to {}", id, caller, thrown);
            return new MappedFault(internal(id), id, SoapFaultCode.RECEIVER);
        }
        LOG.info("Refused {} as {}: {}", caller, id, told(refusal.get()));
        return new MappedFault(refusal.get(), id, soapCode(refusal.get().code()));
    }

    /** @return for the log: no content of documents (violations quote it), nothing that a caller could break a line with */
    private static String told(Refusal refusal) {
        String text = refusal.code().wire() + " " + refusal.facts()
                + refusal.element().map(place -> " at " + place).orElse("");
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static Refusal internal(FaultId id) {
        return Refusal.of(RefusalCode.INTERNAL_ERROR).with("faultId", id);
    }

    private static Optional<Refusal> refusalIn(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return Optional.of(refused.refusal());
            }
        }
        return Optional.empty();
    }

    static SoapFaultCode soapCode(RefusalCode code) {
        return switch (code) {
            case NOT_UNDERSTOOD -> SoapFaultCode.MUST_UNDERSTAND;
            case VERSION_MISMATCH -> SoapFaultCode.VERSION_MISMATCH;
            default -> code.side() == RefusalCode.Side.SENDER ? SoapFaultCode.SENDER : SoapFaultCode.RECEIVER;
        };
    }

    BusFault detail(MappedFault fault, AnswerContext context) {
        Refusal refusal = fault.refusal();
        BusFault detail = new BusFault();
        detail.setCode(refusal.code().wire());
        refusal.element().ifPresent(detail::setElement);
        refusal.violations().stream().findFirst().ifPresent(first -> place(detail, first));
        detail.setMessageVi(RefusalText.vi(refusal));
        detail.setMessageEn(RefusalText.en(refusal));
        detail.setRetry(
                org.lienthong.xsd.types.Retry.fromValue(refusal.code().retry().name()));
        if (refusal.code().retry() == Retry.AFTER) {
            long pause = refusal.retryAfter()
                    .map(after -> Math.max(1, after.toSeconds()))
                    .orElse(DEFAULT_PAUSE_SECONDS);
            detail.setRetryAfterSeconds((int) Math.min(pause, Integer.MAX_VALUE));
        }
        detail.setFaultId(fault.id().toString());
        refusal.culprits().stream().map(FaultMapper::culprit).forEach(detail.getCulprit()::add);
        refusal.violations().stream().map(FaultMapper::violation).forEach(detail.getViolation()::add);
        detail.setAnswerContext(context);
        return detail;
    }

    private static void place(BusFault detail, Violation first) {
        detail.setRuleId(first.ruleId());
        detail.setElement(first.element());
        detail.setLine(first.line());
        detail.setColumn(first.column());
    }

    private static Culprit culprit(org.lienthong.message.refusal.Culprit standing) {
        Culprit culprit = new Culprit();
        culprit.setOrganId(standing.organ());
        culprit.setCode(standing.code().wire());
        standing.successor().ifPresent(organ -> culprit.setSuccessor(organ.value()));
        standing.contactPoint().ifPresent(culprit::setContactPoint);
        return culprit;
    }

    private static org.lienthong.xsd.types.Violation violation(Violation broken) {
        org.lienthong.xsd.types.Violation violation = new org.lienthong.xsd.types.Violation();
        violation.setRuleId(broken.ruleId());
        violation.setElement(broken.element());
        violation.setLine(broken.line());
        violation.setColumn(broken.column());
        violation.setMessageVi(broken.messageVi());
        violation.setMessageEn(broken.messageEn());
        return violation;
    }
}
