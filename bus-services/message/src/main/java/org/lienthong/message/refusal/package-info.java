/** Refusals: why the bus turned a message away, with a stable code, the place, and what to do. Table: wsdl/FAULTS.md. */
@NullMarked
package org.lienthong.message.refusal;

import org.jspecify.annotations.NullMarked;
