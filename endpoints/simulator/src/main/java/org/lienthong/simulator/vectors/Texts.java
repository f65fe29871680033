package org.lienthong.simulator.vectors;

import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.FaultId;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusalText;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapFaultCode;
import org.lienthong.message.wire.SoapVersion;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** What is said in the vectors: a poll for waiting documents, its answer (none wait), and a fault about it. */
record Texts(Instant at, RequestId requestId) {

    static final String BUS = "urn:lienthong:bus:vectors";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String X509 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
    private static final String BASE64 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    private static final String NAMESPACES = "xmlns:e=\"urn:lienthong:exchange:1\" xmlns:t=\"urn:lienthong:types:1\"";
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private String operation() {
        return "<e:ReceiveDocuments " + NAMESPACES + "><e:RequestContext><t:Bus>" + BUS
                + "</t:Bus><t:Organ>H29</t:Organ><t:RequestId>" + requestId
                + "</t:RequestId></e:RequestContext><e:Max>10</e:Max></e:ReceiveDocuments>";
    }

    /** @return not signed yet */
    Document request(SoapVersion soap) {
        return SoapEnvelopes.wrap(element(operation()), soap);
    }

    /** As {@link #request}, with everything but the signature, whose place {@code <signature/>} marks. */
    String unsigned(SoapVersion soap, String token) {
        return "<soap:Envelope xmlns:soap=\"" + soap.namespace() + "\" xmlns:wsu=\"" + WSU + "\"><soap:Header>"
                + "<wsse:Security xmlns:wsse=\"" + WSSE + "\" soap:mustUnderstand=\"1\">"
                + "<wsse:BinarySecurityToken wsu:Id=\"Token\" EncodingType=\"" + BASE64 + "\" ValueType=\"" + X509
                + "\">" + token + "</wsse:BinarySecurityToken><wsu:Timestamp wsu:Id=\"Timestamp\"><wsu:Created>" + at
                + "</wsu:Created><wsu:Expires>" + at.plus(Vectors.LIFE)
                + "</wsu:Expires></wsu:Timestamp><signature/></wsse:Security></soap:Header><soap:Body wsu:Id=\"Body\">"
                + operation() + "</soap:Body></soap:Envelope>";
    }

    Document answer(SoapVersion soap, byte[] request) {
        String response = "<e:ReceiveDocumentsResponse " + NAMESPACES + "><e:Answer>" + context("e", request)
                + "<e:WaitingCount>0</e:WaitingCount></e:Answer></e:ReceiveDocumentsResponse>";
        return SoapEnvelopes.wrap(element(response), soap);
    }

    Document fault(SoapVersion soap, byte[] request) {
        Refusal busy = Refusal.of(RefusalCode.BUSY)
                .with("what", "test vector")
                .refused()
                .refusal();
        String detail = "<e:BusFault " + NAMESPACES + "><t:Code>" + busy.code().wire() + "</t:Code><t:MessageVi>"
                + RefusalText.vi(busy) + "</t:MessageVi><t:MessageEn>" + RefusalText.en(busy)
                + "</t:MessageEn><t:Retry>AFTER</t:Retry><t:RetryAfterSeconds>" + PAUSE.toSeconds()
                + "</t:RetryAfterSeconds><t:FaultId>" + FaultId.random() + "</t:FaultId>" + context("t", request)
                + "</e:BusFault>";
        return SoapEnvelopes.fault(
                soap, SoapFaultCode.RECEIVER, RefusalText.vi(busy), RefusalText.en(busy), element(detail));
    }

    private String context(String prefix, byte[] request) {
        return "<" + prefix + ":AnswerContext><t:Bus>" + BUS + "</t:Bus><t:Organ>H29</t:Organ><t:RequestId>" + requestId
                + "</t:RequestId><t:RequestSha256>" + Digest.sha256(request) + "</t:RequestSha256><t:AnsweredAt>"
                + at.plusSeconds(1) + "</t:AnsweredAt></" + prefix + ":AnswerContext>";
    }

    /** @return alone in its document, with no element around it */
    private static Element element(String text) {
        Document document = parse(text);
        Element root = document.getDocumentElement();
        document.removeChild(root);
        return root;
    }

    static Document parse(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        } catch (ParserConfigurationException | SAXException | IOException ours) {
            throw new IllegalStateException(text, ours);
        }
    }
}
