package org.lienthong.message.evidence;

/**
 * Everything that a line may say after its fixed head ({@code v, kind, time, salt, seq, prev, delivery}), in the order
 * in which it says it. New fields go where they read best: a line is never written again, so the order of old lines
 * stands. No free text and no personal data, ever.
 */
public enum EventField {
    FROM("from"),
    /** The recipient organ of a delivery. */
    TO("to"),
    MESSAGE_ID("messageId"),
    DOCUMENT_ID("documentId"),
    BUSSINESS_DOC_TYPE("bussinessDocType"),
    CONTENT_DIGEST("contentDigest"),
    /** SHA-256 of the edXML of the document that a status message speaks of. */
    ABOUT("about"),
    STATUS_CODE("statusCode"),
    /** Place of a status message among those of its delivery, from 1. */
    STATUS_SEQ("statusSeq"),
    /** {@code {"count":…,"sha256":…}}, see {@link ListDigest}. */
    RECIPIENTS("recipients"),

    SYSTEM("system"),
    REQUEST_ID("requestId"),
    /** SHA-256 of the signed request as received. */
    REQUEST("request"),
    /** SHA-256 of the signer's SubjectPublicKeyInfo. */
    SIGNER("signer"),
    /** How the bus came to believe the signer, e.g. {@code SignedBySender}. */
    PROVENANCE("provenance"),
    /** SHA-256 of each certificate revocation list that was used. */
    CRLS("crls"),
    /** Seconds between thisUpdate of the oldest of them and its use. */
    CRL_AGE("crlAge"),
    /** The HTTP entity as received: {@code {"sha256":…,"length":…,"type":…}}. */
    RAW("raw"),
    /** The signed root part within it. */
    ROOT("root"),
    EDXML("edxml"),
    /** Of an edXML that was turned away: all that is kept of it. */
    EDXML_SHA256("edxmlSha256"),
    LOG_BY("logBy"),

    /** Of a push: SHA-256 of the address of the agency's inbox. */
    INBOX("inbox"),
    ATTEMPT("attempt"),
    LEASE_ID("leaseId"),
    LEASE_END("leaseEnd"),
    REASON("reason"),
    /** As the recipient says. */
    TAKEN_AT("takenAt"),
    /** SHA-256 over every confirmed field. */
    CONFIRMED("confirmed"),
    RETRY_AT("retryAt"),

    ORGAN("organ"),
    NAME("name"),
    CODE_102("code102"),
    /** Further codes of an organ. */
    ALIASES("aliases"),
    LEVEL("level"),
    PARENT("parent"),
    ORGAN_KIND("organKind"),
    /** NOTIFY or DELIVER. */
    INBOX_MODE("inboxMode"),
    STATE("state"),
    SUCCESSOR("successor"),
    /** Names of the columns that changed. */
    CHANGED("changed"),
    KEY("key"),
    CERTIFICATE("certificate"),
    SCOPES("scopes"),
    VALID_FROM("validFrom"),
    VALID_TO("validTo"),
    /** SHA-256 of the statement of a change, as its operator signed it. */
    CHANGE("change"),
    /** SHA-256 of the SubjectPublicKeyInfo of the operator who did it: a key, never a name. */
    OPERATOR("operator"),
    /** His signature over the statement, or over his decision on it, in Base64. */
    OPERATOR_SIGNATURE("operatorSignature");

    private final String wire;

    EventField(String wire) {
        this.wire = wire;
    }

    String wire() {
        return wire;
    }
}
