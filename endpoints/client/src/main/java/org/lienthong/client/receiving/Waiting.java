package org.lienthong.client.receiving;

import java.util.List;

/**
 * @param count how many waited when the bus looked, these included
 * @param deliveries leased to this system until their lease ends
 */
public record Waiting(int count, List<Delivery> deliveries) {

    public Waiting {
        deliveries = List.copyOf(deliveries);
    }
}
