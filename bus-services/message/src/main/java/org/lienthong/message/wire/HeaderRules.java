package org.lienthong.message.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.w3c.dom.Element;

/** What the bus reads of the header blocks: that it need not understand more than it does, and WS-Addressing. */
record HeaderRules(SoapVersion version) {

    private static final String WSSE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    private static final int MAX_BLOCKS = 32;
    private static final int MAX_ID_LENGTH = 1000;
    private static final Set<String> FOR_US = Set.of(
            "",
            "http://schemas.xmlsoap.org/soap/actor/next",
            "http://www.w3.org/2003/05/soap-envelope/role/next",
            "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver");
    private static final Map<String, String> ANONYMOUS = Map.of(
            Addressing.WSA_2005, Addressing.WSA_2005 + "/anonymous",
            Addressing.WSA_2004, Addressing.WSA_2004 + "/role/anonymous");
    private static final Set<String> ADDRESSING =
            Set.of("To", "Action", "MessageID", "ReplyTo", "FaultTo", "From", "RelatesTo");

    Optional<Addressing> read(List<Element> blocks) {
        if (blocks.size() > MAX_BLOCKS) {
            throw Refusal.of(RefusalCode.TOO_LARGE)
                    .with("what", "soap:Header")
                    .with("limit", MAX_BLOCKS)
                    .refused();
        }
        Map<String, Element> addressing = new HashMap<>();
        Optional<String> spoken = Optional.empty();
        for (Element block : blocks) {
            String namespace = Optional.ofNullable(block.getNamespaceURI()).orElse("");
            if (ANONYMOUS.containsKey(namespace) && ADDRESSING.contains(block.getLocalName())) {
                requireOneKind(spoken.orElse(namespace), namespace);
                spoken = Optional.of(namespace);
                if (addressing.put(block.getLocalName(), block) != null) {
                    throw addressing("2 × " + block.getLocalName());
                }
            } else if (!Tree.is(block, WSSE, "Security")) {
                requireOptional(block);
            }
        }
        return spoken.map(namespace -> addressing(namespace, addressing));
    }

    /** @return whether the block is meant for the bus: no actor or role, next, or the ultimate receiver */
    static boolean forUs(Element block, SoapVersion version) {
        String attribute = version == SoapVersion.SOAP_11 ? "actor" : "role";
        return FOR_US.contains(
                block.getAttributeNS(version.namespace(), attribute).strip());
    }

    private void requireOptional(Element block) {
        String mark =
                block.getAttributeNS(version.namespace(), "mustUnderstand").strip();
        if ((mark.equals("1") || mark.equals("true")) && forUs(block, version)) {
            throw Refusal.of(RefusalCode.NOT_UNDERSTOOD)
                    .with(
                            "found",
                            "{" + Optional.ofNullable(block.getNamespaceURI()).orElse("") + "}" + block.getLocalName())
                    .at(Tree.path(block))
                    .refused();
        }
    }

    private static Addressing addressing(String namespace, Map<String, Element> blocks) {
        for (String answerTo : List.of("ReplyTo", "FaultTo")) {
            if (blocks.containsKey(answerTo)) {
                requireAnonymous(namespace, blocks.get(answerTo));
            }
        }
        return new Addressing(namespace, text(blocks, "MessageID"), text(blocks, "Action"));
    }

    private static void requireAnonymous(String namespace, Element endpoint) {
        List<Element> addresses = Tree.named(endpoint, namespace, "Address");
        String address = addresses.size() == 1 ? Tree.text(addresses.get(0)) : "";
        if (!address.equals(ANONYMOUS.get(namespace))) {
            throw addressing(endpoint.getLocalName() + " " + address);
        }
    }

    private static Optional<String> text(Map<String, Element> blocks, String name) {
        Optional<String> text = Optional.ofNullable(blocks.get(name)).map(Tree::text);
        if (text.filter(value -> value.length() > MAX_ID_LENGTH).isPresent()) {
            throw addressing(name + " > " + MAX_ID_LENGTH);
        }
        return text.filter(value -> !value.isEmpty());
    }

    private static void requireOneKind(String first, String second) {
        if (!first.equals(second)) {
            throw addressing(first + " + " + second);
        }
    }

    private static RefusedException addressing(String what) {
        return Refusal.of(RefusalCode.ADDRESSING_REFUSED).with("what", what).refused();
    }
}
