/**
 * What an agency's end must remember so that its crash loses and doubles nothing: submissions under their MessageId until
 * there is a receipt, deliveries from their placing in the inbox until they are confirmed (bus-services/adr/0016).
 */
@NullMarked
package org.lienthong.client.ledger;

import org.jspecify.annotations.NullMarked;
