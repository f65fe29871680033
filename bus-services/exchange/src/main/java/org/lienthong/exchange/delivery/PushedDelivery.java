package org.lienthong.exchange.delivery;

/**
 * A delivery that is leased for a push and on record as served: its content may leave now.
 *
 * @param pushes of this delivery, this one included
 */
public record PushedDelivery(LeasedDelivery leased, ServedDocument content, int pushes) {}
