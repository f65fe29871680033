package org.lienthong.message.refusal;

/**
 * Every ground on which the bus refuses. The code is stable: clients branch on it. Sentences: refusals_vi and refusals_en
 * beside this class; table for people: wsdl/FAULTS.md.
 */
public enum RefusalCode {
    TOO_LARGE("TooLarge", Side.SENDER, Retry.NO),
    BUSY("Busy", Side.RECEIVER, Retry.AFTER),
    UNSUPPORTED_MEDIA("UnsupportedMedia", Side.SENDER, Retry.NO),
    MALFORMED("Malformed", Side.SENDER, Retry.NO),
    VERSION_MISMATCH("VersionMismatch", Side.SENDER, Retry.NO),
    NOT_UNDERSTOOD("NotUnderstood", Side.SENDER, Retry.NO),
    ACTION_MISMATCH("ActionMismatch", Side.SENDER, Retry.NO),
    UNKNOWN_OPERATION("UnknownOperation", Side.SENDER, Retry.NO),
    ADDRESSING_REFUSED("AddressingRefused", Side.SENDER, Retry.NO),
    ENCRYPTION_NOT_SUPPORTED("EncryptionNotSupported", Side.SENDER, Retry.NO),
    MTOM_NOT_SUPPORTED("MtomNotSupported", Side.SENDER, Retry.NO),
    NOT_SIGNED("NotSigned", Side.SENDER, Retry.NO),
    SIGNATURE_INVALID("SignatureInvalid", Side.SENDER, Retry.NO),
    PART_UNCOVERED("PartUncovered", Side.SENDER, Retry.NO),
    ALGORITHM_REFUSED("AlgorithmRefused", Side.SENDER, Retry.NO),
    CERTIFICATE_REFUSED("CertificateRefused", Side.SENDER, Retry.NO),
    CERTIFICATE_UNKNOWN("CertificateUnknown", Side.SENDER, Retry.NO),
    CERTIFICATE_REVOKED("CertificateRevoked", Side.SENDER, Retry.NO),
    TLS_MISMATCH("TlsMismatch", Side.SENDER, Retry.NO),
    REVOCATION_UNKNOWN("RevocationUnknown", Side.RECEIVER, Retry.AFTER),
    CLOCK_SKEW("ClockSkew", Side.SENDER, Retry.RESIGN),
    TIMESTAMP_REFUSED("TimestampRefused", Side.SENDER, Retry.RESIGN),
    REPLAYED("Replayed", Side.SENDER, Retry.RESIGN),
    WRONG_BUS("WrongBus", Side.SENDER, Retry.NO),
    REQUEST_INVALID("RequestInvalid", Side.SENDER, Retry.NO),
    ORGAN_REQUIRED("OrganRequired", Side.SENDER, Retry.NO),
    NOT_AUTHORISED("NotAuthorised", Side.SENDER, Retry.NO),
    UNKNOWN_ORGAN("UnknownOrgan", Side.SENDER, Retry.NO),
    ORGAN_CLOSED("OrganClosed", Side.SENDER, Retry.NO),
    NOT_CONNECTED("NotConnected", Side.SENDER, Retry.NO),
    RECIPIENT_DOUBLED("RecipientDoubled", Side.SENDER, Retry.NO),
    RECIPIENT_REFUSED("RecipientRefused", Side.SENDER, Retry.NO),
    RULE_BROKEN("RuleBroken", Side.SENDER, Retry.NO),
    STATE_SECRET("StateSecret", Side.SENDER, Retry.NO),
    DIGEST_MISMATCH("DigestMismatch", Side.SENDER, Retry.NO),
    CONTENT_MISSING("ContentMissing", Side.SENDER, Retry.NO),
    CONTENT_UNEXPECTED("ContentUnexpected", Side.SENDER, Retry.NO),
    ID_REUSED("IdReused", Side.SENDER, Retry.NO),
    DUPLICATE_DOCUMENT("DuplicateDocument", Side.SENDER, Retry.NO),
    DOCUMENT_ID_REUSED("DocumentIdReused", Side.SENDER, Retry.NO),
    UNKNOWN_DELIVERY("UnknownDelivery", Side.SENDER, Retry.NO),
    UNKNOWN_DOCUMENT("UnknownDocument", Side.SENDER, Retry.NO),
    LEASE_LOST("LeaseLost", Side.SENDER, Retry.NO),
    NOT_SERVED("NotServed", Side.SENDER, Retry.NO),
    DELIVERY_ENDED("DeliveryEnded", Side.SENDER, Retry.NO),
    ALREADY_CONFIRMED("AlreadyConfirmed", Side.SENDER, Retry.NO),
    CONFIRM_CONFLICT("ConfirmConflict", Side.SENDER, Retry.NO),
    CONFIRM_MISMATCH("ConfirmMismatch", Side.SENDER, Retry.NO),
    DELIVERY_AMBIGUOUS("DeliveryAmbiguous", Side.SENDER, Retry.NO),
    STATUS_MISMATCH("StatusMismatch", Side.SENDER, Retry.NO),
    STATUS_NOT_ALLOWED("StatusNotAllowed", Side.SENDER, Retry.NO),
    STATUS_OUT_OF_ORDER("StatusOutOfOrder", Side.SENDER, Retry.NO),
    STATUS_REPEATED("StatusRepeated", Side.SENDER, Retry.NO),
    UNKNOWN_NOTICE("UnknownNotice", Side.SENDER, Retry.NO),
    INTERNAL_ERROR("InternalError", Side.RECEIVER, Retry.AFTER);

    /** Whose turn it is to change something. Becomes Client/Server in SOAP 1.1, Sender/Receiver in SOAP 1.2. */
    public enum Side {
        SENDER,
        RECEIVER
    }

    private final String wire;
    private final Side side;
    private final Retry retry;

    RefusalCode(String wire, Side side, Retry retry) {
        this.wire = wire;
        this.side = side;
        this.retry = retry;
    }

    /** @return the code as clients see it, e.g. {@code PartUncovered} */
    public String wire() {
        return wire;
    }

    public Side side() {
        return side;
    }

    public Retry retry() {
        return retry;
    }
}
