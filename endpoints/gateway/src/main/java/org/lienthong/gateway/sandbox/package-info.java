/**
 * A bus to try clients on: keys, certificates and revocation list made and kept fit by the simulator's programs, the bus as
 * {@code serve} runs it. The demo is built on it.
 */
@NullMarked
package org.lienthong.gateway.sandbox;

import org.jspecify.annotations.NullMarked;
