package org.lienthong.message.wire;

import java.util.Optional;

/** The two SOAP versions the bus speaks, told apart by the namespace of the envelope. */
public enum SoapVersion {
    SOAP_11("http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
    SOAP_12("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

    private final String namespace;
    private final String mediaType;

    SoapVersion(String namespace, String mediaType) {
        this.namespace = namespace;
        this.mediaType = mediaType;
    }

    /** @return the namespace of Envelope, Header, Body and Fault */
    public String namespace() {
        return namespace;
    }

    /** @return the media type without parameters */
    public String mediaType() {
        return mediaType;
    }

    static Optional<SoapVersion> ofNamespace(String namespace) {
        for (SoapVersion version : values()) {
            if (version.namespace.equals(namespace)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
