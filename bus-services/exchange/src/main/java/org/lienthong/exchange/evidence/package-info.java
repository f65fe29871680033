/** The book of evidence: each fact writes its line in the fact's own transaction; a sequencer logs the lines later. */
@NullMarked
package org.lienthong.exchange.evidence;

import org.jspecify.annotations.NullMarked;
