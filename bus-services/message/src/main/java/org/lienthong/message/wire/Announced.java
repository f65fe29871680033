package org.lienthong.message.wire;

import java.util.Optional;

/**
 * What the transport says of an envelope before anyone reads it.
 *
 * @param version by the media type
 * @param charset the charset parameter of the Content-Type, as written; UTF-8 is meant where there is none
 * @param action SOAPAction of SOAP 1.1 or the action parameter of SOAP 1.2, as written, quoted or not
 */
public record Announced(SoapVersion version, Optional<String> charset, Optional<String> action) {

    public static Announced as(SoapVersion version) {
        return new Announced(version, Optional.empty(), Optional.empty());
    }
}
