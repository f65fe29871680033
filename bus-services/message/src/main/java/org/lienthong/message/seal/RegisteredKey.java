package org.lienthong.message.seal;

import org.lienthong.message.identity.SystemId;

/** A key that the directory binds to one system, now. */
public record RegisteredKey(SystemId system) {}
