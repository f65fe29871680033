package org.lienthong.gateway.exchanges;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.lienthong.message.seal.SigningKey;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Signs a text by the JDK's own XML-DSig, well or badly, as the exchange says: it shares no code with the bus. */
record TextSigner(String method, String digest, String c14n, String transform, List<String> references) {

    static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private static final String DSIG_MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final String X509 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
    private static final String HMAC = "hmac-";
    private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

    static String methodOf(SigningKey key) {
        return DSIG_MORE + (key.privateKey().getAlgorithm().equals("RSA") ? "rsa-sha256" : "ecdsa-sha256");
    }

    /**
     * With an HMAC method the secret is the public key, as a forger would have it who hopes to be verified with that.
     *
     * @param xml holds an empty {@code <signature/>} where the signature goes
     */
    String sign(String xml, SigningKey key) {
        try {
            Document document = parse(xml);
            Element place = (Element) document.getElementsByTagName("signature").item(0);
            List<Reference> signed = new ArrayList<>();
            for (String uri : references) {
                signed.add(FACTORY.newReference(
                        uri,
                        FACTORY.newDigestMethod(digest, null),
                        List.of(FACTORY.newTransform(transform, (TransformParameterSpec) null)),
                        null,
                        null));
            }
            var info = FACTORY.newSignedInfo(
                    FACTORY.newCanonicalizationMethod(c14n, (C14NMethodParameterSpec) null),
                    FACTORY.newSignatureMethod(method, null),
                    signed);
            DOMSignContext context = new DOMSignContext(signingKey(key), place.getParentNode(), place);
            context.setDefaultNamespacePrefix("ds");
            context.setProperty("org.jcp.xml.dsig.secureValidation", false);
            FACTORY.newXMLSignature(
                            info, FACTORY.getKeyInfoFactory().newKeyInfo(List.of(new DOMStructure(token(document)))))
                    .sign(context);
            place.getParentNode().removeChild(place);
            return write(document);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    private Key signingKey(SigningKey key) {
        return method.contains(HMAC)
                ? new SecretKeySpec(key.certificate().getPublicKey().getEncoded(), "HmacSHA256")
                : key.privateKey();
    }

    private static Element token(Document document) {
        Element holder = document.createElementNS(WSSE, "wsse:SecurityTokenReference");
        Element reference = document.createElementNS(WSSE, "wsse:Reference");
        reference.setAttribute("URI", "#X");
        reference.setAttribute("ValueType", X509);
        holder.appendChild(reference);
        return holder;
    }

    private static Document parse(String xml) {
        try {
            Document document = DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)));
            markIds(document.getDocumentElement());
            return document;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(xml, e);
        }
    }

    private static void markIds(Element element) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            if (element.getAttributes().item(i) instanceof Attr attribute && "Id".equals(attribute.getLocalName())) {
                element.setIdAttributeNode(attribute, true);
            }
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                markIds(child);
            }
        }
    }

    private static String write(Document document) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }
}
