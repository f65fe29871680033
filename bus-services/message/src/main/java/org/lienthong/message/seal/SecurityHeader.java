package org.lienthong.message.seal;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.Tree;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The wsse:Security header of an envelope with its parts at their places: one token, one timestamp, one signature that
 * names the token, references that cover Body and Timestamp by being those very elements.
 */
record SecurityHeader(Element token, Element timestamp, SignedInfo signedInfo, Element signatureValue) {

    /** @throws RefusedException NotSigned, Malformed, SignatureInvalid, PartUncovered, AlgorithmRefused */
    static SecurityHeader read(Envelope envelope) {
        Element security = security(envelope);
        for (Element child : Tree.children(security)) {
            requireKnown(child);
        }
        Element signature = one(security, Wss.DS, "Signature", RefusalCode.NOT_SIGNED);
        Element token = token(security);
        Element timestamp = one(security, Wss.WSU, "Timestamp", RefusalCode.PART_UNCOVERED);
        List<Element> parts = Tree.children(signature);
        if (parts.size() != 3
                || !Tree.is(parts.get(0), Wss.DS, "SignedInfo")
                || !Tree.is(parts.get(1), Wss.DS, "SignatureValue")
                || !Tree.is(parts.get(2), Wss.DS, "KeyInfo")) {
            throw refused(RefusalCode.SIGNATURE_INVALID, "ds:Signature (ds:SignedInfo, ds:SignatureValue, ds:KeyInfo)");
        }
        requireNames(parts.get(2), token, envelope);
        SignedInfo signedInfo = SignedInfo.read(parts.get(0), envelope);
        requireCovers(signedInfo, envelope, security, token, timestamp);
        return new SecurityHeader(token, timestamp, signedInfo, parts.get(1));
    }

    /** @return the token of the one Security header, if there is just one of each: who presents himself, not who he is */
    static Optional<Element> presentedToken(Envelope envelope) {
        List<Element> found = envelope.header().stream()
                .flatMap(header -> Tree.named(header, Wss.WSSE, "Security").stream())
                .toList();
        List<Element> tokens =
                found.size() == 1 ? Tree.named(found.get(0), Wss.WSSE, "BinarySecurityToken") : List.of();
        return tokens.size() == 1 ? Optional.of(tokens.get(0)) : Optional.empty();
    }

    static byte[] base64(Element element) {
        String text = Tree.text(element);
        StringBuilder dense = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (" \n\r\t".indexOf(text.charAt(i)) < 0) {
                dense.append(text.charAt(i));
            }
        }
        try {
            return Base64.getDecoder().decode(dense.toString());
        } catch (IllegalArgumentException e) {
            throw refused(RefusalCode.MALFORMED, "base64, " + Tree.path(element));
        }
    }

    private static Element security(Envelope envelope) {
        List<Element> found = new ArrayList<>();
        envelope.header().ifPresent(header -> found.addAll(Tree.named(header, Wss.WSSE, "Security")));
        if (found.isEmpty() || !envelope.isForUs(found.get(0))) {
            throw refused(RefusalCode.NOT_SIGNED, "wsse:Security");
        }
        if (found.size() > 1) {
            throw refused(RefusalCode.MALFORMED, found.size() + " × wsse:Security");
        }
        return found.get(0);
    }

    private static void requireKnown(Element child) {
        boolean known = Tree.is(child, Wss.WSSE, "BinarySecurityToken")
                || Tree.is(child, Wss.WSU, "Timestamp")
                || Tree.is(child, Wss.DS, "Signature");
        if (!known) {
            throw refused(RefusalCode.MALFORMED, Tree.path(child));
        }
    }

    private static Element one(Element security, String namespace, String name, RefusalCode whenMissing) {
        List<Element> found = Tree.named(security, namespace, name);
        if (found.size() > 1) {
            throw refused(RefusalCode.MALFORMED, found.size() + " × " + name);
        }
        if (found.isEmpty()) {
            throw refused(whenMissing, name);
        }
        return found.get(0);
    }

    private static Element token(Element security) {
        Element token = one(security, Wss.WSSE, "BinarySecurityToken", RefusalCode.NOT_SIGNED);
        String encoding = token.getAttributeNS(null, "EncodingType");
        if (!token.getAttributeNS(null, "ValueType").equals(Wss.X509_V3)
                || !(encoding.isEmpty() || encoding.equals(Wss.BASE64))) {
            throw refused(RefusalCode.CERTIFICATE_REFUSED, "BinarySecurityToken ValueType, EncodingType");
        }
        return token;
    }

    /** KeyInfo must be SecurityTokenReference/Reference to the token beside it: never a name, a copy or a remote place. */
    private static void requireNames(Element keyInfo, Element token, Envelope envelope) {
        List<Element> inKeyInfo = Tree.children(keyInfo);
        List<Element> inReference =
                inKeyInfo.size() == 1 && Tree.is(inKeyInfo.get(0), Wss.WSSE, "SecurityTokenReference")
                        ? Tree.children(inKeyInfo.get(0))
                        : List.of();
        boolean direct = inReference.size() == 1 && Tree.is(inReference.get(0), Wss.WSSE, "Reference");
        String uri = direct ? inReference.get(0).getAttributeNS(null, "URI") : "";
        boolean named = uri.startsWith("#")
                && envelope.byId(uri.substring(1)).filter(token::equals).isPresent();
        if (!named) {
            throw refused(
                    RefusalCode.SIGNATURE_INVALID,
                    "ds:KeyInfo: SecurityTokenReference/Reference → BinarySecurityToken");
        }
    }

    /** By identity: what a reference resolves to must be the element at its place, not one that looks like it. */
    private static void requireCovers(
            SignedInfo signedInfo, Envelope envelope, Element security, Element token, Element timestamp) {
        boolean body = false;
        boolean time = false;
        for (SignedInfo.Reference reference : signedInfo.references()) {
            Element target = reference.target();
            body |= target == envelope.body();
            time |= target == timestamp;
            Node parent = target.getParentNode();
            boolean headerBlock = target != security
                    && envelope.header().filter(h -> h == parent).isPresent();
            if (target != envelope.body() && target != timestamp && target != token && !headerBlock) {
                throw refused(
                        RefusalCode.SIGNATURE_INVALID, "ds:Reference #" + reference.id() + " → " + Tree.path(target));
            }
        }
        if (!body || !time) {
            throw refused(RefusalCode.PART_UNCOVERED, body ? "wsu:Timestamp" : "soap:Body");
        }
    }

    private static RefusedException refused(RefusalCode code, String what) {
        return Refusal.of(code).with("what", what).refused();
    }
}
