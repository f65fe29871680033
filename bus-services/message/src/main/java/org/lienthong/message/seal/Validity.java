package org.lienthong.message.seal;

import java.time.Instant;

/** A wsu:Timestamp, read. */
record Validity(Instant created, Instant expires) {}
