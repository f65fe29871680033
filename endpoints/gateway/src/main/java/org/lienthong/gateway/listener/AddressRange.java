package org.lienthong.gateway.listener;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of IP addresses, e.g. {@code 10.1.0.0/16}, {@code ::1} or {@code 192.0.2.7}. Names are not resolved. */
public record AddressRange(InetAddress network, int prefix) {

    /** @throws IllegalArgumentException if the text is no address or range */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = literal(slash < 0 ? text : text.substring(0, slash));
        int bits = network.getAddress().length * 8;
        String length = text.substring(slash + 1);
        int prefix = slash < 0 ? bits : length.matches("[0-9]{1,3}") ? Integer.parseInt(length) : -1;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("listen.trusted-proxies: tiền tố của " + text + " nằm ngoài 0.." + bits
                    + " / the prefix of " + text + " is outside 0.." + bits);
        }
        return new AddressRange(network, prefix);
    }

    /** @param address a literal; anything else is in no range */
    public boolean holds(String address) {
        if (!isLiteral(address)) {
            return false;
        }
        byte[] mine = network.getAddress();
        byte[] theirs = literal(address).getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((mine[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLiteral(String text) {
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[?[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%[0-9a-zA-Z]+)?]?");
    }

    private static InetAddress literal(String text) {
        if (!isLiteral(text)) {
            throw new IllegalArgumentException(
                    "listen.trusted-proxies: " + text + " không phải địa chỉ IP / " + text + " is no IP address");
        }
        try {
            return InetAddress.getByName(text); // a literal: no look-up
        } catch (UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(text + " is no IP address", notAnAddress);
        }
    }
}
