package org.lienthong.message.identity;

import java.util.regex.Pattern;

/** The shapes of identifiers. */
final class Syntax {

    static final Pattern ORGAN = Pattern.compile("[A-Z0-9](?:[A-Z0-9.\\-]{0,33}[A-Z0-9])?");
    static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._:@-]{1,128}");
    static final Pattern DOCUMENT =
            Pattern.compile("[^\\p{Cntrl}\\s][^\\p{Cntrl}]{0,198}[^\\p{Cntrl}\\s]|[^\\p{Cntrl}\\s]");
    static final Pattern SYSTEM = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    static final Pattern CONTENT = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    static final Pattern URI = Pattern.compile("[!-~]{1,200}");

    private Syntax() {}

    static void require(String type, String value, Pattern shape) {
        if (!shape.matcher(value).matches()) {
            throw new MalformedIdentifierException(type, value);
        }
    }
}
