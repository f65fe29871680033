package org.lienthong.message.evidence;

/** What a line of evidence is about. The wire name is stable: auditors read it years later. */
public enum EventKind {
    /** The bus took responsibility for a document; first link of the chain of each of its deliveries. */
    ACCEPTED("Accepted"),
    /** The recipient's signed poll was answered with this delivery and a lease. */
    OFFERED("Offered"),
    /** The recipient signed a request for the content. */
    REQUESTED("Requested"),
    /** The first content byte is about to be handed over; with an inbox: pushed, and nobody had asked for it. */
    SERVED("Served"),
    TAKEN("Taken"),
    REFUSED("Refused"),
    RELEASED("Released"),
    LEASE_ENDED("LeaseEnded"),
    EXPIRED("Expired"),
    RECALLED("Recalled"),
    /** A signed status message about the delivery was accepted, from either side. */
    STATUS("Status"),
    /** The other side signed that it has that status message. */
    STATUS_CONFIRMED("StatusConfirmed"),

    ORGAN_REGISTERED("OrganRegistered"),
    ORGAN_CHANGED("OrganChanged"),
    ORGAN_CLOSED("OrganClosed"),
    SYSTEM_REGISTERED("SystemRegistered"),
    SYSTEM_CHANGED("SystemChanged"),
    KEY_BOUND("KeyBound"),
    KEY_UNBOUND("KeyUnbound"),
    MANDATE_GIVEN("MandateGiven"),
    MANDATE_WITHDRAWN("MandateWithdrawn"),
    /** An operator signed a change of the directory that another must approve. */
    CHANGE_PROPOSED("ChangeProposed"),
    CHANGE_APPROVED("ChangeApproved"),
    CHANGE_REJECTED("ChangeRejected"),
    CHANGE_EXPIRED("ChangeExpired"),
    /** Where and how the bus may call an agency, as an operator approved, proposed or suspended it. */
    INBOX_CHANGED("InboxChanged"),

    /** A document marked as a state secret was turned away; only a digest was kept. */
    STATE_SECRET_REFUSED("StateSecretRefused");

    private final String wire;

    EventKind(String wire) {
        this.wire = wire;
    }

    /** @return the name in the line, e.g. {@code Accepted} */
    public String wire() {
        return wire;
    }
}
