package org.lienthong.message.seal;

import org.lienthong.message.wire.SoapVersion;

/**
 * A request as text, part by part; {@link #toString} is the envelope with an empty {@code <signature/>} in its place.
 *
 * @param headers blocks beside wsse:Security, before it
 * @param security the children of wsse:Security in their order
 */
record Letter(SoapVersion version, String headers, String security, String body) {

    static final String TIMESTAMP = timestamp("2026-11-24T05:00:00.000Z", "2026-11-24T05:05:00.000Z");
    static final String OPERATION = "<m:CheckConnection xmlns:m=\"urn:lienthong:exchange:1\"><m:RequestContext>"
            + "<t:Bus xmlns:t=\"urn:lienthong:types:1\">urn:lienthong:bus:test</t:Bus>"
            + "<t:RequestId xmlns:t=\"urn:lienthong:types:1\">r-1</t:RequestId>"
            + "</m:RequestContext></m:CheckConnection>";

    static Letter by(SigningKey key) {
        return new Letter(SoapVersion.SOAP_11, "", Toolkit.token(key) + TIMESTAMP + "<signature/>", OPERATION);
    }

    static String timestamp(String created, String expires) {
        return "<wsu:Timestamp wsu:Id=\"T\"><wsu:Created>" + created + "</wsu:Created><wsu:Expires>" + expires
                + "</wsu:Expires></wsu:Timestamp>";
    }

    Letter version(SoapVersion other) {
        return new Letter(other, headers, security, body);
    }

    Letter headers(String blocks) {
        return new Letter(version, blocks, security, body);
    }

    Letter security(String children) {
        return new Letter(version, headers, children, body);
    }

    Letter dated(String created, String expires) {
        return security(security.replace(TIMESTAMP, timestamp(created, expires)));
    }

    @Override
    public String toString() {
        return "<s:Envelope xmlns:s=\"" + version.namespace() + "\" xmlns:wsu=\"" + Wss.WSU + "\" xmlns:wsse=\""
                + Wss.WSSE + "\"><s:Header>" + headers + "<wsse:Security s:mustUnderstand=\"1\">" + security
                + "</wsse:Security></s:Header><s:Body wsu:Id=\"B\">" + body + "</s:Body></s:Envelope>";
    }
}
