package org.lienthong.exchange.directory;

import static org.lienthong.exchange.directory.ChangeField.ALIASES;
import static org.lienthong.exchange.directory.ChangeField.CERTIFICATE;
import static org.lienthong.exchange.directory.ChangeField.CODE_102;
import static org.lienthong.exchange.directory.ChangeField.CONTACT;
import static org.lienthong.exchange.directory.ChangeField.FROM;
import static org.lienthong.exchange.directory.ChangeField.KEY;
import static org.lienthong.exchange.directory.ChangeField.KIND;
import static org.lienthong.exchange.directory.ChangeField.LEVEL;
import static org.lienthong.exchange.directory.ChangeField.NAME;
import static org.lienthong.exchange.directory.ChangeField.ORGAN;
import static org.lienthong.exchange.directory.ChangeField.PARENT;
import static org.lienthong.exchange.directory.ChangeField.SCOPES;
import static org.lienthong.exchange.directory.ChangeField.SUCCESSOR;
import static org.lienthong.exchange.directory.ChangeField.SYSTEM;
import static org.lienthong.exchange.directory.ChangeField.TO;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What operators can do to the directory. Whatever gives or takes the power to act for an organ needs two of them; a
 * system without a key has none, so one may register it.
 */
public enum ChangeKind {
    BIND_KEY("bind-key", 2),
    UNBIND_KEY("unbind-key", 2),
    GIVE_MANDATE("give-mandate", 2),
    WITHDRAW_MANDATE("withdraw-mandate", 2),
    OPEN_ORGAN("open-organ", 1),
    CLOSE_ORGAN("close-organ", 1),
    RENAME_ORGAN("rename-organ", 1),
    SET_SUCCESSOR("set-successor", 1),
    REGISTER_SYSTEM("register-system", 1);

    private final String wire;
    private final int operators;

    ChangeKind(String wire, int operators) {
        this.wire = wire;
        this.operators = operators;
    }

    public String wire() {
        return wire;
    }

    /** @return whether a second operator must approve */
    public boolean needsTwo() {
        return operators > 1;
    }

    Set<ChangeField> required() {
        return switch (this) {
            case BIND_KEY, UNBIND_KEY -> Set.of(SYSTEM, KEY);
            case GIVE_MANDATE -> Set.of(SYSTEM, ORGAN, SCOPES);
            case WITHDRAW_MANDATE -> Set.of(SYSTEM, ORGAN);
            case OPEN_ORGAN, CLOSE_ORGAN -> Set.of(ORGAN);
            case RENAME_ORGAN -> Set.of(ORGAN, NAME);
            case SET_SUCCESSOR -> Set.of(ORGAN, SUCCESSOR);
            case REGISTER_SYSTEM -> Set.of(SYSTEM, ORGAN, NAME);
        };
    }

    private Set<ChangeField> optional() {
        return switch (this) {
            case BIND_KEY -> Set.of(CERTIFICATE, FROM, TO);
            case GIVE_MANDATE -> Set.of(FROM, TO);
            case UNBIND_KEY, WITHDRAW_MANDATE -> Set.of(TO);
            case OPEN_ORGAN -> Set.of(NAME, KIND, CODE_102, ALIASES, PARENT, LEVEL, CONTACT, FROM, TO);
            case CLOSE_ORGAN -> Set.of(SUCCESSOR, TO);
            case RENAME_ORGAN, SET_SUCCESSOR, REGISTER_SYSTEM -> Set.of();
        };
    }

    boolean permits(ChangeField field) {
        return required().contains(field) || optional().contains(field);
    }

    public static Optional<ChangeKind> parse(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire.equals(wire)).findFirst();
    }
}
