package org.lienthong.message.seal;

import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.XMLConstants;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.Tree;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Puts a seal on an envelope: what the bus does to answers and faults, and clients to requests. Thread-safe. */
public final class SealSigner {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * Adds wsse:Security with BinarySecurityToken, Timestamp and a Signature over Body, Timestamp and every other header, and
     * writes the whole out. The document is changed and MUST NOT be used again.
     *
     * @param life from Created to Expires, at most 10 minutes
     * @return the envelope in UTF-8, exactly as signed
     */
    public byte[] seal(Document envelope, SigningKey key, Instant now, Duration life) {
        Element root = envelope.getDocumentElement();
        String soap = root.getNamespaceURI();
        declare(root, "wsu", Wss.WSU);
        Element header = SoapEnvelopes.header(envelope);
        Element body = Tree.named(root, soap, "Body").get(0);
        List<Element> signed = new ArrayList<>();
        identify(body, "Body");
        signed.add(body);
        for (Element block : Tree.children(header)) {
            identify(block, "Header-" + signed.size());
            signed.add(block);
        }
        Element security = security(header, soap);
        append(security, token(envelope, key));
        Element timestamp = append(security, timestamp(envelope, now, life));
        signed.add(timestamp);
        Namespaces.declareAll(root);
        sign(security, signed, key);
        return CanonicalForm.written(envelope);
    }

    private static Element security(Element header, String soap) {
        Element security = header.getOwnerDocument().createElementNS(Wss.WSSE, "wsse:Security");
        declare(security, "wsse", Wss.WSSE);
        security.setAttributeNS(soap, header.getPrefix() + ":mustUnderstand", "1");
        header.insertBefore(security, header.getFirstChild());
        return security;
    }

    private static Element token(Document document, SigningKey key) {
        Element token = document.createElementNS(Wss.WSSE, "wsse:BinarySecurityToken");
        token.setAttributeNS(null, "EncodingType", Wss.BASE64);
        token.setAttributeNS(null, "ValueType", Wss.X509_V3);
        identify(token, "Token");
        try {
            write(token, key.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
        return token;
    }

    private static Element timestamp(Document document, Instant now, Duration life) {
        Element timestamp = document.createElementNS(Wss.WSU, "wsu:Timestamp");
        identify(timestamp, "Timestamp");
        write(append(timestamp, document.createElementNS(Wss.WSU, "wsu:Created")), TIME.format(now));
        write(append(timestamp, document.createElementNS(Wss.WSU, "wsu:Expires")), TIME.format(now.plus(life)));
        return timestamp;
    }

    private static void sign(Element security, List<Element> signed, SigningKey key) {
        SignatureMethod method = SignatureMethod.forKey(key.certificate().getPublicKey());
        Element signature = append(security, ds(security, "Signature"));
        declare(signature, "ds", Wss.DS);
        Element signedInfo = append(signature, ds(security, "SignedInfo"));
        algorithm(append(signedInfo, ds(security, "CanonicalizationMethod")), Wss.EXCLUSIVE);
        algorithm(append(signedInfo, ds(security, "SignatureMethod")), method.uri());
        for (Element part : signed) {
            Element reference = append(signedInfo, ds(security, "Reference"));
            reference.setAttributeNS(null, "URI", "#" + part.getAttributeNS(Wss.WSU, "Id"));
            Element transforms = append(reference, ds(security, "Transforms"));
            algorithm(append(transforms, ds(security, "Transform")), Wss.EXCLUSIVE);
            algorithm(append(reference, ds(security, "DigestMethod")), DigestMethod.SHA256.uri());
            write(
                    append(reference, ds(security, "DigestValue")),
                    CanonicalForm.digest(part, "", DigestMethod.SHA256.hasher()));
        }
        byte[] value = method.sign(CanonicalForm.of(signedInfo, ""), key.privateKey());
        write(append(signature, ds(security, "SignatureValue")), value);
        Element keyInfo = append(signature, ds(security, "KeyInfo"));
        Document document = security.getOwnerDocument();
        Element toToken = append(keyInfo, document.createElementNS(Wss.WSSE, "wsse:SecurityTokenReference"));
        Element reference = append(toToken, document.createElementNS(Wss.WSSE, "wsse:Reference"));
        reference.setAttributeNS(null, "URI", "#Token");
        reference.setAttributeNS(null, "ValueType", Wss.X509_V3);
    }

    private static Element ds(Element near, String name) {
        return near.getOwnerDocument().createElementNS(Wss.DS, "ds:" + name);
    }

    private static void algorithm(Element method, String uri) {
        method.setAttributeNS(null, "Algorithm", uri);
    }

    private static void identify(Element element, String id) {
        element.setAttributeNS(Wss.WSU, "wsu:Id", id);
    }

    private static void declare(Element element, String prefix, String namespace) {
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
    }

    private static Element append(Element parent, Element child) {
        parent.appendChild(child);
        return child;
    }

    private static void write(Element element, byte[] octets) {
        write(element, Base64.getEncoder().encodeToString(octets));
    }

    private static void write(Element element, String text) {
        element.appendChild(element.getOwnerDocument().createTextNode(text));
    }
}
