/**
 * The bus takes responsibility: one local transaction for keys, document, deliveries, evidence and outbox; or says that it
 * did so before.
 */
@NullMarked
package org.lienthong.exchange.acceptance;

import org.jspecify.annotations.NullMarked;
