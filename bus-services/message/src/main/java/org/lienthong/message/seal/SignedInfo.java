package org.lienthong.message.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.Tree;
import org.w3c.dom.Element;

/**
 * What a signature says it signs, read strictly: exclusive canonicalization, one transform a reference, references to
 * elements of this envelope by Id. Nothing is computed here.
 */
record SignedInfo(Element element, String inclusivePrefixes, SignatureMethod method, List<Reference> references) {

    static final int MAX_REFERENCES = 12;
    private static final int MAX_PREFIXES = 32;

    /** One reference: the element it resolves to, and the digest it claims. */
    record Reference(String id, Element target, String inclusivePrefixes, DigestMethod method, Element digestValue) {}

    static SignedInfo read(Element signedInfo, Envelope envelope) {
        List<Element> children = Tree.children(signedInfo);
        if (children.size() < 3
                || !Tree.is(children.get(0), Wss.DS, "CanonicalizationMethod")
                || !Tree.is(children.get(1), Wss.DS, "SignatureMethod")) {
            throw invalid("ds:SignedInfo");
        }
        String prefixes = exclusive(children.get(0));
        SignatureMethod method = SignatureMethod.read(children.get(1));
        List<Element> references = children.subList(2, children.size());
        if (references.size() > MAX_REFERENCES) {
            throw invalid(references.size() + " × ds:Reference > " + MAX_REFERENCES);
        }
        List<Reference> read = new ArrayList<>();
        for (Element reference : references) {
            Reference next = reference(reference, envelope);
            if (read.stream().anyMatch(other -> other.target() == next.target())) {
                throw invalid("2 × ds:Reference #" + next.id());
            }
            read.add(next);
        }
        return new SignedInfo(signedInfo, prefixes, method, List.copyOf(read));
    }

    private static Reference reference(Element reference, Envelope envelope) {
        List<Element> children = Tree.children(reference);
        if (!Tree.is(reference, Wss.DS, "Reference")
                || children.size() != 3
                || !Tree.is(children.get(0), Wss.DS, "Transforms")
                || !Tree.is(children.get(1), Wss.DS, "DigestMethod")
                || !Tree.is(children.get(2), Wss.DS, "DigestValue")) {
            throw invalid("ds:Reference " + reference.getAttributeNS(null, "URI"));
        }
        String uri = reference.getAttributeNS(null, "URI");
        if (!uri.matches("#[^#()\\s]{1,200}")) {
            throw invalid("ds:Reference URI=\"" + uri + "\"");
        }
        Element target = envelope.byId(uri.substring(1)).orElseThrow(() -> invalid("ds:Reference " + uri));
        List<Element> transforms = Tree.children(children.get(0));
        if (transforms.size() != 1 || !Tree.is(transforms.get(0), Wss.DS, "Transform")) {
            throw algorithm(transforms.size() + " × ds:Transform, " + uri);
        }
        return new Reference(
                uri.substring(1), target, exclusive(transforms.get(0)), digestMethod(children.get(1)), children.get(2));
    }

    /** @return the PrefixList, blank if there is none */
    private static String exclusive(Element method) {
        String uri = method.getAttributeNS(null, "Algorithm");
        if (!uri.equals(Wss.EXCLUSIVE)) {
            throw algorithm(method.getLocalName() + " " + uri);
        }
        List<Element> parameters = Tree.children(method);
        if (parameters.isEmpty()) {
            return "";
        }
        if (parameters.size() > 1 || !Tree.is(parameters.get(0), Wss.EXCLUSIVE, "InclusiveNamespaces")) {
            throw algorithm(Tree.path(parameters.get(0)));
        }
        String prefixes = parameters.get(0).getAttributeNS(null, "PrefixList").strip();
        if (prefixes.split("\\s+").length > MAX_PREFIXES) {
            throw algorithm("PrefixList > " + MAX_PREFIXES);
        }
        return prefixes;
    }

    private static DigestMethod digestMethod(Element element) {
        String uri = element.getAttributeNS(null, "Algorithm");
        Optional<DigestMethod> method = DigestMethod.of(uri);
        if (method.isEmpty() || !Tree.children(element).isEmpty()) {
            throw algorithm("DigestMethod " + uri);
        }
        return method.get();
    }

    private static RefusedException algorithm(String what) {
        return Refusal.of(RefusalCode.ALGORITHM_REFUSED).with("what", what).refused();
    }

    private static RefusedException invalid(String what) {
        return Refusal.of(RefusalCode.SIGNATURE_INVALID).with("what", what).refused();
    }
}
