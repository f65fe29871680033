/**
 * The lines of evidence: one per fact, written once and never serialised again; and the digest that says what a
 * retry is. Leaves of an RFC 9162 log later.
 */
@NullMarked
package org.lienthong.message.evidence;

import org.jspecify.annotations.NullMarked;
