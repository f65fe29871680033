/** Runs the golden exchanges of src/test/exchanges against a whole bus. */
@NullMarked
package org.lienthong.gateway.exchanges;

import org.jspecify.annotations.NullMarked;
