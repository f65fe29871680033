package org.lienthong.message.wire;

/** The fault codes of SOAP that the bus uses, by the name each version gives them. */
public enum SoapFaultCode {
    SENDER("Client", "Sender"),
    RECEIVER("Server", "Receiver"),
    MUST_UNDERSTAND("MustUnderstand", "MustUnderstand"),
    VERSION_MISMATCH("VersionMismatch", "VersionMismatch");

    private final String soap11;
    private final String soap12;

    SoapFaultCode(String soap11, String soap12) {
        this.soap11 = soap11;
        this.soap12 = soap12;
    }

    String in(SoapVersion version) {
        return version == SoapVersion.SOAP_11 ? soap11 : soap12;
    }
}
