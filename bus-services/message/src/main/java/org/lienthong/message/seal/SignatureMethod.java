package org.lienthong.message.seal;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.wire.Tree;
import org.w3c.dom.Element;

/**
 * One of the signature methods that the bus allows (XML Signature 1.1, RFC 9231). ECDSA values are r and s side by side, not
 * DER.
 */
record SignatureMethod(String uri, Kind kind, DigestMethod digest) {

    enum Kind {
        RSA,
        RSA_PSS,
        ECDSA
    }

    private static final String MORE_2001 = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#";
    private static final String PSS = MORE_2007 + "rsa-pss";

    static final SignatureMethod RSA_SHA256 =
            new SignatureMethod(MORE_2001 + "rsa-sha256", Kind.RSA, DigestMethod.SHA256);
    static final SignatureMethod ECDSA_SHA256 =
            new SignatureMethod(MORE_2001 + "ecdsa-sha256", Kind.ECDSA, DigestMethod.SHA256);
    static final SignatureMethod ECDSA_SHA384 =
            new SignatureMethod(MORE_2001 + "ecdsa-sha384", Kind.ECDSA, DigestMethod.SHA384);

    private static final List<SignatureMethod> ALLOWED = List.of(
            RSA_SHA256,
            new SignatureMethod(MORE_2001 + "rsa-sha384", Kind.RSA, DigestMethod.SHA384),
            new SignatureMethod(MORE_2001 + "rsa-sha512", Kind.RSA, DigestMethod.SHA512),
            new SignatureMethod(MORE_2007 + "sha256-rsa-MGF1", Kind.RSA_PSS, DigestMethod.SHA256),
            new SignatureMethod(MORE_2007 + "sha384-rsa-MGF1", Kind.RSA_PSS, DigestMethod.SHA384),
            new SignatureMethod(MORE_2007 + "sha512-rsa-MGF1", Kind.RSA_PSS, DigestMethod.SHA512),
            ECDSA_SHA256,
            ECDSA_SHA384);

    private static final Map<DigestMethod, MGF1ParameterSpec> MASKS = Map.of(
            DigestMethod.SHA256, MGF1ParameterSpec.SHA256,
            DigestMethod.SHA384, MGF1ParameterSpec.SHA384,
            DigestMethod.SHA512, MGF1ParameterSpec.SHA512);

    /** @throws org.lienthong.message.refusal.RefusedException AlgorithmRefused */
    static SignatureMethod read(Element signatureMethod) {
        String uri = signatureMethod.getAttributeNS(null, "Algorithm");
        List<Element> parameters = Tree.children(signatureMethod);
        if (uri.equals(PSS)) {
            return pss(signatureMethod, parameters);
        }
        Optional<SignatureMethod> allowed =
                ALLOWED.stream().filter(method -> method.uri.equals(uri)).findFirst();
        if (allowed.isEmpty() || !parameters.isEmpty()) {
            throw refused("SignatureMethod " + uri + (parameters.isEmpty() ? "" : " " + Tree.path(parameters.get(0))));
        }
        return allowed.get();
    }

    /** @return whether this key is of the kind that the method needs */
    boolean takes(PublicKey key) {
        return kind == Kind.ECDSA ? key instanceof ECPublicKey : key instanceof RSAPublicKey;
    }

    boolean verifies(byte[] signed, byte[] value, PublicKey key) {
        try {
            Signature engine = engine();
            engine.initVerify(key);
            engine.update(signed);
            return engine.verify(value);
        } catch (GeneralSecurityException unfit) {
            return false;
        }
    }

    byte[] sign(byte[] content, PrivateKey key) {
        try {
            Signature engine = engine();
            engine.initSign(key);
            engine.update(content);
            return engine.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with this key", e);
        }
    }

    /** @return the method the bus signs with, for a key of its own */
    static SignatureMethod forKey(PublicKey key) {
        if (key instanceof ECKey curve) {
            return curve.getParams().getCurve().getField().getFieldSize() > 256 ? ECDSA_SHA384 : ECDSA_SHA256;
        }
        return RSA_SHA256;
    }

    private Signature engine() throws GeneralSecurityException {
        String digestName = digest.jcaName().replace("-", "");
        return switch (kind) {
            case RSA -> Signature.getInstance(digestName + "withRSA");
            case ECDSA -> Signature.getInstance(digestName + "withECDSAinP1363Format");
            case RSA_PSS -> {
                Signature engine = Signature.getInstance("RSASSA-PSS");
                engine.setParameter(new PSSParameterSpec(
                        digest.jcaName(),
                        "MGF1",
                        MASKS.get(digest),
                        digest.length(),
                        PSSParameterSpec.TRAILER_FIELD_BC));
                yield engine;
            }
        };
    }

    /** One digest for hash and mask (SHA-256 if none is named), a salt of its length, trailer 1; each may be left out. */
    private static SignatureMethod pss(Element signatureMethod, List<Element> parameters) {
        boolean expected =
                parameters.size() <= 1 && parameters.stream().allMatch(p -> Tree.is(p, MORE_2007, "RSAPSSParams"));
        if (!expected) {
            throw refused("RSAPSSParams");
        }
        DigestMethod digest = DigestMethod.SHA256;
        int salt = -1;
        Optional<Element> mask = Optional.empty();
        for (Element parameter : parameters.isEmpty() ? parameters : Tree.children(parameters.get(0))) {
            switch (parameter.getLocalName()) {
                case "DigestMethod" -> digest = digest(parameter);
                case "MaskGenerationFunction" -> mask = Optional.of(parameter);
                case "SaltLength" -> salt = number(parameter);
                case "TrailerField" -> requirePss(number(parameter) == 1, parameter);
                default -> throw refused("RSAPSSParams " + parameter.getLocalName());
            }
        }
        if (mask.isPresent()) {
            requireMask(mask.get(), digest);
        }
        requirePss(salt == digest.length() || salt < 0, signatureMethod);
        return new SignatureMethod(PSS, Kind.RSA_PSS, digest);
    }

    private static void requireMask(Element mask, DigestMethod digest) {
        requirePss(mask.getAttributeNS(null, "Algorithm").equals(MORE_2007 + "MGF1"), mask);
        List<Element> inner = Tree.children(mask);
        requirePss(inner.size() <= 1, mask);
        DigestMethod masked = inner.isEmpty() ? DigestMethod.SHA256 : digest(inner.get(0));
        requirePss(masked == digest, mask);
    }

    private static DigestMethod digest(Element digestMethod) {
        String uri = digestMethod.getAttributeNS(null, "Algorithm");
        return DigestMethod.of(uri).orElseThrow(() -> refused("RSAPSSParams " + uri));
    }

    private static int number(Element element) {
        String text = Tree.text(element);
        requirePss(text.matches("[0-9]{1,4}"), element);
        return Integer.parseInt(text);
    }

    private static void requirePss(boolean holds, Element place) {
        if (!holds) {
            throw refused("RSAPSSParams " + place.getLocalName());
        }
    }

    private static RuntimeException refused(String what) {
        return Refusal.of(RefusalCode.ALGORITHM_REFUSED).with("what", what).refused();
    }
}
