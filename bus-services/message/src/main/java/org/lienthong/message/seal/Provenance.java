package org.lienthong.message.seal;

/** On whose word a message is taken. */
public enum Provenance {
    /** The sending system signed it with its own registered key. */
    SIGNED_BY_SENDER
}
