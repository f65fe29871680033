/** What listens: the HTTP server, its TLS, who is believed about addresses, and the two doors that need no signature. */
@NullMarked
package org.lienthong.gateway.listener;

import org.jspecify.annotations.NullMarked;
