package org.lienthong.gateway.configuration;

/** A password; never printed. */
public record Secret(String value) {

    public char[] chars() {
        return value.toCharArray();
    }

    @Override
    public String toString() {
        return "******";
    }
}
