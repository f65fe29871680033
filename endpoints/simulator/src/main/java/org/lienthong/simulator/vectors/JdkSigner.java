package org.lienthong.simulator.vectors;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.lienthong.message.seal.SigningKey;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Signs as a careless toolkit would, by the JDK's own XML-DSig; each setting but one is right. */
record JdkSigner(String method, String digest, String c14n, String transform, List<String> references) {

    private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final String DSIG_MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

    static JdkSigner right(SigningKey key) {
        return new JdkSigner(
                DSIG_MORE + (isRsa(key) ? "rsa-sha256" : "ecdsa-sha256"),
                DigestMethod.SHA256,
                CanonicalizationMethod.EXCLUSIVE,
                CanonicalizationMethod.EXCLUSIVE,
                List.of("#Body", "#Timestamp"));
    }

    JdkSigner withSha1Signature(SigningKey key) {
        String sha1 = isRsa(key) ? DSIG + "rsa-sha1" : DSIG_MORE + "ecdsa-sha1";
        return new JdkSigner(sha1, digest, c14n, transform, references);
    }

    JdkSigner withSha1Digests() {
        return new JdkSigner(method, DigestMethod.SHA1, c14n, transform, references);
    }

    JdkSigner withInclusiveSignedInfo() {
        return new JdkSigner(method, digest, CanonicalizationMethod.INCLUSIVE, transform, references);
    }

    JdkSigner withInclusiveTransforms() {
        return new JdkSigner(method, digest, c14n, CanonicalizationMethod.INCLUSIVE, references);
    }

    JdkSigner over(String... some) {
        return new JdkSigner(method, digest, c14n, transform, List.of(some));
    }

    private static boolean isRsa(SigningKey key) {
        return key.privateKey().getAlgorithm().equals("RSA");
    }

    /** @param xml holds an empty {@code <signature/>} where the signature goes */
    byte[] sign(String xml, SigningKey key) {
        try {
            Document document = Texts.parse(xml);
            markIds(document.getDocumentElement());
            Element place = (Element) document.getElementsByTagName("signature").item(0);
            DOMSignContext context = new DOMSignContext(key.privateKey(), place.getParentNode(), place);
            context.setDefaultNamespacePrefix("ds");
            context.setProperty("org.jcp.xml.dsig.secureValidation", false); // SHA-1 is what a wrong one needs
            var info = FACTORY.newSignedInfo(
                    FACTORY.newCanonicalizationMethod(c14n, (C14NMethodParameterSpec) null),
                    FACTORY.newSignatureMethod(method, null),
                    signed());
            var keyInfo = FACTORY.getKeyInfoFactory().newKeyInfo(List.of(new DOMStructure(token(document))));
            FACTORY.newXMLSignature(info, keyInfo).sign(context);
            place.getParentNode().removeChild(place);
            return write(document);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException ours) {
            throw new IllegalStateException(ours);
        }
    }

    private List<Reference> signed() throws GeneralSecurityException {
        List<Reference> signed = new ArrayList<>();
        for (String uri : references) {
            signed.add(FACTORY.newReference(
                    uri,
                    FACTORY.newDigestMethod(digest, null),
                    List.of(FACTORY.newTransform(transform, (TransformParameterSpec) null)),
                    null,
                    null));
        }
        return signed;
    }

    private static Element token(Document document) {
        Element toToken = document.createElementNS(Texts.WSSE, "wsse:SecurityTokenReference");
        toToken.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:wsse", Texts.WSSE);
        Element reference = document.createElementNS(Texts.WSSE, "wsse:Reference");
        reference.setAttributeNS(null, "URI", "#Token");
        reference.setAttributeNS(null, "ValueType", Texts.X509);
        toToken.appendChild(reference);
        return toToken;
    }

    private static void markIds(Element element) {
        if (element.hasAttributeNS(Texts.WSU, "Id")) {
            element.setIdAttributeNS(Texts.WSU, "Id", true);
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                markIds(child);
            }
        }
    }

    private static byte[] write(Document document) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(document), new StreamResult(text));
            return text.toString().replace("&#13;", "").getBytes(StandardCharsets.UTF_8);
        } catch (TransformerException ours) {
            throw new IllegalStateException(ours);
        }
    }
}
