package org.lienthong.exchange.relay;

import java.util.Optional;
import org.lienthong.message.identity.DeliveryId;

/**
 * A hint that a delivery may wait: worth what its compare-and-set against the delivery's row finds. Travels as
 * {@code 3f0e9a52-… 1}.
 *
 * @param attempt of the delivery when the hint was given
 */
public record Token(DeliveryId deliveryId, int attempt) {

    String text() {
        return deliveryId + " " + attempt;
    }

    static Optional<Token> parse(String text) {
        int space = text.indexOf(' ');
        if (space < 0 || !text.substring(space + 1).matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        int attempt = Integer.parseInt(text.substring(space + 1));
        return DeliveryId.parse(text.substring(0, space)).map(id -> new Token(id, attempt));
    }
}
