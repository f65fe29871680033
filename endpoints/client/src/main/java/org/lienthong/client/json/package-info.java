/** JSON for the ledger's records and the command line's answers (RFC 8259), values and texts only. */
@NullMarked
package org.lienthong.client.json;

import org.jspecify.annotations.NullMarked;
