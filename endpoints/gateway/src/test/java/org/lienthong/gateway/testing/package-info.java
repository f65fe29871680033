/** A whole bus for tests over the wire, with keys, a raw HTTP client and requests to start from. */
@NullMarked
package org.lienthong.gateway.testing;

import org.jspecify.annotations.NullMarked;
