package org.lienthong.message.edxml;

/** Judges base64 as it streams past, without keeping it. White space is allowed anywhere. */
final class Base64Scan {

    private long symbols;
    private int padding;
    private boolean broken;

    void accept(char[] characters, int start, int length) {
        for (int i = start; i < start + length && !broken; i++) {
            accept(characters[i]);
        }
    }

    private void accept(char c) {
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            return;
        }
        if (c == '=') {
            padding++;
        } else if (padding > 0 || !isSymbol(c)) {
            broken = true;
        }
        symbols++;
    }

    private static boolean isSymbol(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }

    boolean isEmpty() {
        return symbols == 0;
    }

    boolean isValid() {
        return !broken && padding <= 2 && symbols % 4 == 0;
    }
}
