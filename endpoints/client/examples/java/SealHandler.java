package agency;

import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.handler.MessageContext;
import jakarta.xml.ws.handler.soap.SOAPHandler;
import jakarta.xml.ws.handler.soap.SOAPMessageContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.dom.DOMSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** WS-Security for the stubs of any JAX-WS 4: signs every request, and lets no answer or fault pass that the bus did not sign. */
public final class SealHandler implements SOAPHandler<SOAPMessageContext> {

    private static final String OASIS = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-";
    private static final String WSSE = OASIS + "wssecurity-secext-1.0.xsd";
    private static final String WSU = OASIS + "wssecurity-utility-1.0.xsd";
    private static final String X509 = OASIS + "x509-token-profile-1.0#X509v3";
    private static final String BASE64 = OASIS + "soap-message-security-1.0#Base64Binary";
    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";

    private final XMLSignatureFactory signatures = XMLSignatureFactory.getInstance("DOM");
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final X509Certificate bus;

    public SealHandler(PrivateKey key, X509Certificate certificate, X509Certificate bus) {
        this.key = key;
        this.certificate = certificate;
        this.bus = bus;
    }

    @Override
    public boolean handleMessage(SOAPMessageContext context) {
        try {
            SOAPMessage message = context.getMessage();
            Document plain = plain(message);
            if (Boolean.TRUE.equals(context.get(MessageContext.MESSAGE_OUTBOUND_PROPERTY))) {
                sign(plain);
                message.getSOAPPart().setContent(new DOMSource(plain));
                message.saveChanges();
            } else {
                verify(plain);
            }
            return true;
        } catch (SOAPException | IOException | SAXException | ParserConfigurationException unreadable) {
            throw new WebServiceException(unreadable);
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException invalid) {
            throw new WebServiceException("the signature: " + invalid.getMessage(), invalid);
        }
    }

    /** A fault counts as an answer only if it is signed too. */
    @Override
    public boolean handleFault(SOAPMessageContext context) {
        return handleMessage(context);
    }

    /** The message in a tree of the JDK's own: signatures over SAAJ's trees differ between its versions. */
    private static Document plain(SOAPMessage message)
            throws SOAPException, IOException, SAXException, ParserConfigurationException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        DocumentBuilderFactory trees = DocumentBuilderFactory.newDefaultInstance();
        trees.setNamespaceAware(true);
        trees.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return trees.newDocumentBuilder().parse(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private void sign(Document document) throws GeneralSecurityException, MarshalException, XMLSignatureException {
        Element envelope = document.getDocumentElement();
        String soap = envelope.getNamespaceURI();
        Element body = only(envelope, soap, "Body");
        Element header = children(envelope, soap, "Header").stream().findFirst().orElseGet(() -> {
            Element added = document.createElementNS(soap, envelope.getPrefix() + ":Header");
            envelope.insertBefore(added, body);
            return added;
        });
        Element security = add(header, WSSE, "wsse:Security");
        security.setAttributeNS(soap, envelope.getPrefix() + ":mustUnderstand", "1");
        Element token = add(security, WSSE, "wsse:BinarySecurityToken");
        token.setAttribute("EncodingType", BASE64);
        token.setAttribute("ValueType", X509);
        token.setTextContent(Base64.getEncoder().encodeToString(certificate.getEncoded()));
        identify(token, "Token");
        Element timestamp = add(security, WSU, "wsu:Timestamp");
        identify(timestamp, "Timestamp");
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        add(timestamp, WSU, "wsu:Created").setTextContent(now.toString());
        add(timestamp, WSU, "wsu:Expires")
                .setTextContent(now.plus(5, ChronoUnit.MINUTES).toString());
        identify(body, "Body");

        SignedInfo info = signatures.newSignedInfo(
                signatures.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                signatures.newSignatureMethod(RSA_SHA256, null),
                List.of(reference("Body"), reference("Timestamp")));
        Element toToken = document.createElementNS(WSSE, "wsse:SecurityTokenReference");
        Element reference = add(toToken, WSSE, "wsse:Reference");
        reference.setAttribute("URI", "#Token");
        reference.setAttribute("ValueType", X509);
        KeyInfo keyInfo = signatures.getKeyInfoFactory().newKeyInfo(List.of(new DOMStructure(toToken)));
        DOMSignContext place = new DOMSignContext(key, security);
        place.setDefaultNamespacePrefix("ds");
        signatures.newXMLSignature(info, keyInfo).sign(place);
    }

    private Reference reference(String id) throws GeneralSecurityException {
        return signatures.newReference(
                "#" + id,
                signatures.newDigestMethod(DigestMethod.SHA256, null),
                List.of(signatures.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                null,
                null);
    }

    /** Body and Timestamp, at the places where they stand, are signed by the key of the bus. */
    private void verify(Document document) throws GeneralSecurityException, MarshalException, XMLSignatureException {
        Element envelope = document.getDocumentElement();
        String soap = envelope.getNamespaceURI();
        Element body = only(envelope, soap, "Body");
        Element security = only(only(envelope, soap, "Header"), WSSE, "Security");
        Element timestamp = only(security, WSU, "Timestamp");
        DOMValidateContext place =
                new DOMValidateContext(bus.getPublicKey(), only(security, XMLSignature.XMLNS, "Signature"));
        place.setProperty("org.jcp.xml.dsig.secureValidation", true); // no foreign transforms, no Id twice
        place.setIdAttributeNS(body, WSU, "Id");
        place.setIdAttributeNS(timestamp, WSU, "Id");
        for (Element block : children(only(envelope, soap, "Header"), null, null)) {
            if (block.hasAttributeNS(WSU, "Id")) {
                place.setIdAttributeNS(block, WSU, "Id");
            }
        }
        XMLSignature signature = signatures.unmarshalXMLSignature(place);
        if (!signature.validate(place)) {
            throw new XMLSignatureException("does not verify with the key of the bus");
        }
        for (Element part : List.of(body, timestamp)) {
            if (signature.getSignedInfo().getReferences().stream().noneMatch(signed -> covers(signed, part))) {
                throw new XMLSignatureException(part.getLocalName() + " is not signed");
            }
        }
    }

    private static boolean covers(Reference reference, Element part) {
        return reference.getURI().equals("#" + part.getAttributeNS(WSU, "Id"))
                && reference.getTransforms().stream()
                        .allMatch(t -> t.getAlgorithm().equals(CanonicalizationMethod.EXCLUSIVE));
    }

    private static List<Element> children(Element parent, String namespace, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && (name == null
                            || name.equals(element.getLocalName()) && namespace.equals(element.getNamespaceURI()))) {
                found.add(element);
            }
        }
        return found;
    }

    private static Element only(Element parent, String namespace, String name) {
        List<Element> found = children(parent, namespace, name);
        if (found.size() != 1) {
            throw new WebServiceException(found.size() + " " + name + " in " + parent.getLocalName());
        }
        return found.get(0);
    }

    private static Element add(Element parent, String namespace, String name) {
        Element added = (Element) parent.appendChild(parent.getOwnerDocument().createElementNS(namespace, name));
        declare(added, name.substring(0, name.indexOf(':')), namespace);
        return added;
    }

    /** Canonicalization sees only the namespaces that the tree declares. */
    private static void declare(Element element, String prefix, String namespace) {
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
    }

    private static void identify(Element element, String id) {
        declare(element, "wsu", WSU);
        element.setAttributeNS(WSU, "wsu:Id", id);
        element.setIdAttributeNS(WSU, "Id", true);
    }

    @Override
    public Set<QName> getHeaders() {
        return Set.of(new QName(WSSE, "Security"));
    }

    @Override
    public void close(MessageContext context) {}
}
