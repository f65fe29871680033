package org.lienthong.exchange.directory;

import java.util.Arrays;
import java.util.Optional;

/** What a change may say; the order of the lines in its statement. */
public enum ChangeField {
    SYSTEM("system"),
    ORGAN("organ"),
    /** SHA-256 of a SubjectPublicKeyInfo, 64 hex digits. */
    KEY("key"),
    /** DER in Base64. */
    CERTIFICATE("certificate"),
    SCOPES("scopes"),
    NAME("name"),
    KIND("kind"),
    CODE_102("code102"),
    ALIASES("aliases"),
    PARENT("parent"),
    LEVEL("level"),
    SUCCESSOR("successor"),
    CONTACT("contact"),
    /** ISO 8601 with an offset. */
    FROM("from"),
    /** As FROM; exclusive. */
    TO("to");

    private final String wire;

    ChangeField(String wire) {
        this.wire = wire;
    }

    public String wire() {
        return wire;
    }

    static Optional<ChangeField> parse(String wire) {
        return Arrays.stream(values()).filter(field -> field.wire.equals(wire)).findFirst();
    }
}
