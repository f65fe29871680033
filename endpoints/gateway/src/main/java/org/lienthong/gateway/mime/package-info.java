/** Reads media types and multipart/related entities (RFC 2045, 2046, 2387) as a stream, in constant memory. */
@NullMarked
package org.lienthong.gateway.mime;

import org.jspecify.annotations.NullMarked;
