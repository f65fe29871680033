package org.lienthong.exchange.acceptance;

import org.lienthong.exchange.receipt.Receipt;

/** The bus holds the document, durably. */
public sealed interface Acceptance {

    Receipt receipt();

    /** Since this submission. */
    record Accepted(Receipt receipt) implements Acceptance {}

    /** Since an earlier submission of the same content under the same MessageId. */
    record Duplicate(Receipt receipt) implements Acceptance {}
}
