/** A small server for an agency's inbox, on the JDK's own HTTP server (contract: AgencyInbox). */
@NullMarked
package org.lienthong.client.inbox;

import org.jspecify.annotations.NullMarked;
