package org.lienthong.message.seal;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.ExcC14NParameterSpec;
import javax.xml.crypto.dsig.spec.SignatureMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Signs as other people's toolkits do, and as attackers would: by the JDK's own XML-DSig, which shares no code with the bus's
 * signer and verifier. Text in, text out, so that a test can then damage it by hand.
 */
final class Toolkit {

    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final XMLSignatureFactory FACTORY = XMLSignatureFactory.getInstance("DOM");

    /** How to sign: every part may be made wrong. */
    record How(
            String method,
            @Nullable SignatureMethodParameterSpec parameters,
            String c14n,
            String digest,
            List<String> transforms,
            @Nullable List<String> prefixes,
            List<String> uris,
            String keyInfo) {

        static How standard() {
            return new How(
                    RSA_SHA256,
                    null,
                    Wss.EXCLUSIVE,
                    SHA256,
                    List.of(Wss.EXCLUSIVE),
                    null,
                    List.of("#B", "#T"),
                    "<wsse:SecurityTokenReference xmlns:wsse=\"" + Wss.WSSE
                            + "\"><wsse:Reference URI=\"#X\" ValueType=\"" + Wss.X509_V3
                            + "\"/></wsse:SecurityTokenReference>");
        }

        How method(String uri) {
            return method(uri, null);
        }

        How method(String uri, @Nullable SignatureMethodParameterSpec spec) {
            return new How(uri, spec, c14n, digest, transforms, prefixes, uris, keyInfo);
        }

        How c14n(String uri) {
            return new How(method, parameters, uri, digest, transforms, prefixes, uris, keyInfo);
        }

        How digest(String uri) {
            return new How(method, parameters, c14n, uri, transforms, prefixes, uris, keyInfo);
        }

        How transforms(String... chosen) {
            return new How(method, parameters, c14n, digest, List.of(chosen), prefixes, uris, keyInfo);
        }

        How inclusive(String... chosen) {
            return new How(method, parameters, c14n, digest, transforms, List.of(chosen), uris, keyInfo);
        }

        How signing(String... chosen) {
            return new How(method, parameters, c14n, digest, transforms, prefixes, List.of(chosen), keyInfo);
        }

        How keyInfo(String xml) {
            return new How(method, parameters, c14n, digest, transforms, prefixes, uris, xml);
        }
    }

    private Toolkit() {}

    /** @param xml holds an empty {@code <signature/>} element where the signature goes */
    static String sign(String xml, SigningKey key, How how) {
        return sign(xml, key.privateKey(), how);
    }

    static String sign(String xml, java.security.Key key, How how) {
        try {
            Document document = parse(xml);
            Element place = (Element) document.getElementsByTagName("signature").item(0);
            List<Reference> references = new ArrayList<>();
            for (String uri : how.uris()) {
                references.add(reference(uri, how));
            }
            SignedInfo signedInfo = FACTORY.newSignedInfo(
                    FACTORY.newCanonicalizationMethod(how.c14n(), (C14NMethodParameterSpec) null),
                    FACTORY.newSignatureMethod(how.method(), how.parameters()),
                    references);
            DOMSignContext context = new DOMSignContext(key, place.getParentNode(), place);
            context.setDefaultNamespacePrefix("ds");
            DOMStructure keyInfo =
                    new DOMStructure(document.importNode(parse(how.keyInfo()).getDocumentElement(), true));
            XMLSignature signature = FACTORY.newXMLSignature(
                    signedInfo, FACTORY.getKeyInfoFactory().newKeyInfo(List.of(keyInfo)));
            signature.sign(context);
            place.getParentNode().removeChild(place);
            return write(document);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return whether the JDK, told the key, finds the one signature of the envelope good */
    static boolean verifies(byte[] envelope, PublicKey key) {
        try {
            Document document = parse(new String(envelope, StandardCharsets.UTF_8));
            Node signature =
                    document.getElementsByTagNameNS(Wss.DS, "Signature").item(0);
            DOMValidateContext context = new DOMValidateContext(key, signature);
            context.setProperty("org.jcp.xml.dsig.secureValidation", false);
            return FACTORY.unmarshalXMLSignature(context).validate(context);
        } catch (MarshalException | XMLSignatureException e) {
            throw new IllegalStateException(e);
        }
    }

    static String token(SigningKey key) {
        try {
            return "<wsse:BinarySecurityToken wsu:Id=\"X\" EncodingType=\"" + Wss.BASE64 + "\" ValueType=\""
                    + Wss.X509_V3 + "\">"
                    + Base64.getEncoder().encodeToString(key.certificate().getEncoded())
                    + "</wsse:BinarySecurityToken>";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
            markIds(document.getDocumentElement());
            return document;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(xml, e);
        }
    }

    static byte[] utf8(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    private static Reference reference(String uri, How how) throws GeneralSecurityException {
        List<Transform> transforms = new ArrayList<>();
        for (String algorithm : how.transforms()) {
            transforms.add(transform(algorithm, how));
        }
        return FACTORY.newReference(uri, FACTORY.newDigestMethod(how.digest(), null), transforms, null, null);
    }

    private static Transform transform(String algorithm, How how) throws GeneralSecurityException {
        if (algorithm.startsWith("<")) {
            Document written = parse(algorithm);
            return FACTORY.newTransform(
                    written.getDocumentElement().getAttribute("Algorithm"),
                    new DOMStructure(written.getDocumentElement()));
        }
        TransformParameterSpec prefixes = how.prefixes() == null ? null : new ExcC14NParameterSpec(how.prefixes());
        return FACTORY.newTransform(algorithm, prefixes);
    }

    private static void markIds(Element element) {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.item(i) instanceof Attr attribute && "Id".equals(attribute.getLocalName())) {
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
