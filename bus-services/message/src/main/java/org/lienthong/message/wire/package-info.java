/**
 * Envelopes: bytes become one tree, read once under limits and judged for structure only, and bus types are bound from
 * that very tree. SOAP 1.1, SOAP 1.2, WS-Addressing 2005/08 and 2004/08; wsdl/PROFILE.md.
 */
@NullMarked
package org.lienthong.message.wire;

import org.jspecify.annotations.NullMarked;
