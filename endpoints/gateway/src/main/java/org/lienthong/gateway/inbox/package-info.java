/** The bus as a client of agencies' inboxes: which addresses it may reach, and one bounded HTTP call (wsdl/PROFILE.md 13). */
@NullMarked
package org.lienthong.gateway.inbox;

import org.jspecify.annotations.NullMarked;
