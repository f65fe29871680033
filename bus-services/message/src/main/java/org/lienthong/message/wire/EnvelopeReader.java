package org.lienthong.message.wire;

import java.util.List;
import java.util.Optional;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.w3c.dom.Element;

/**
 * Reads the root part of a message into an {@link Envelope}, once, under limits; judges structure and nothing else.
 * Thread-safe; make one and keep it.
 */
public final class EnvelopeReader {

    private final TreeBuilder builder = new TreeBuilder();

    /** As {@link #read(byte[], Announced)} where the transport says no more than the version. */
    public Envelope read(byte[] rootPart, SoapVersion announced) {
        return read(rootPart, Announced.as(announced));
    }

    /**
     * @param rootPart the decoded root part, capped by the door; kept, not copied
     * @throws RefusedException Malformed, TooLarge, VersionMismatch, NotUnderstood, ActionMismatch, AddressingRefused,
     *     EncryptionNotSupported, MtomNotSupported
     */
    public Envelope read(byte[] rootPart, Announced announced) {
        Branches branches = builder.build(rootPart, announced);
        SoapVersion version = announced.version();
        List<Element> parts = Tree.children(branches.document().getDocumentElement());
        Element body = parts.isEmpty() ? null : parts.get(parts.size() - 1);
        if (body == null || !Tree.is(body, version.namespace(), "Body")) {
            throw malformed(body == null ? "soap:Body" : Tree.path(body));
        }
        Optional<Element> header = header(parts, version);
        List<Element> content = Tree.children(body);
        if (content.size() != 1) {
            throw malformed("soap:Body with " + content.size() + " elements");
        }
        Element operation = content.get(0);
        Optional<Addressing> addressing =
                header.flatMap(present -> new HeaderRules(version).read(Tree.children(present)));
        if (!Tree.is(operation, version.namespace(), "Fault")) {
            announced.action().ifPresent(action -> requireNames(action, operation));
            addressing.flatMap(Addressing::action).ifPresent(action -> requireNames(action, operation));
        }
        return new Envelope(rootPart, version, header, body, operation, addressing, branches.byId());
    }

    private static Optional<Element> header(List<Element> parts, SoapVersion version) {
        if (parts.size() == 1) {
            return Optional.empty();
        }
        if (parts.size() > 2 || !Tree.is(parts.get(0), version.namespace(), "Header")) {
            throw malformed(Tree.path(parts.get(0)) + ", " + Tree.path(parts.get(1)));
        }
        return Optional.of(parts.get(0));
    }

    /** An action may be short or a URI; its last step is the operation, or the operation's input by the WSDL default. */
    private static void requireNames(String action, Element operation) {
        String bare = action.strip();
        if (bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"")) {
            bare = bare.substring(1, bare.length() - 1).strip();
        }
        int step = Math.max(bare.lastIndexOf('/'), Math.max(bare.lastIndexOf(':'), bare.lastIndexOf('#')));
        String last = bare.substring(step + 1);
        String expected = operation.getLocalName();
        if (!bare.isEmpty() && !last.equals(expected) && !last.equals(expected + "Request")) {
            throw Refusal.of(RefusalCode.ACTION_MISMATCH)
                    .with("found", bare)
                    .with("expected", expected)
                    .refused();
        }
    }

    private static RefusedException malformed(String what) {
        return Refusal.of(RefusalCode.MALFORMED).with("what", what).refused();
    }
}
