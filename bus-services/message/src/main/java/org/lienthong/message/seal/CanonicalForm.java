package org.lienthong.message.seal;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.CanonicalizationException;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.c14n.InvalidCanonicalizerException;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The bytes that are signed: exclusive canonicalization without comments, of an element and all in it. */
final class CanonicalForm {

    static {
        Init.init();
    }

    private CanonicalForm() {}

    /** @param inclusivePrefixes the PrefixList of InclusiveNamespaces, blank for none */
    static byte[] of(Element element, String inclusivePrefixes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        write(element, inclusivePrefixes, bytes);
        return bytes.toByteArray();
    }

    static byte[] digest(Element element, String inclusivePrefixes, MessageDigest hasher) {
        try (OutputStream out = new BufferedOutputStream(new Hashing(hasher), 4096)) {
            write(element, inclusivePrefixes, out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return hasher.digest();
    }

    /** @return the whole document, every namespace declaration kept: what reads back as the very tree that was signed */
    static byte[] written(Node document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
        try {
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_OMIT_COMMENTS).canonicalizeSubtree(document, bytes);
        } catch (InvalidCanonicalizerException | CanonicalizationException e) {
            throw new IllegalStateException("cannot write a message", e);
        }
        return bytes.toByteArray();
    }

    private static void write(Element element, String inclusivePrefixes, OutputStream out) {
        try {
            Canonicalizer canonicalizer = Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
            if (inclusivePrefixes.isBlank()) {
                canonicalizer.canonicalizeSubtree(element, out);
            } else {
                canonicalizer.canonicalizeSubtree(element, inclusivePrefixes, out);
            }
        } catch (InvalidCanonicalizerException e) {
            throw new IllegalStateException(e);
        } catch (CanonicalizationException relativeNamespace) {
            throw Refusal.of(RefusalCode.SIGNATURE_INVALID)
                    .with("what", "canonicalization of " + element.getLocalName())
                    .refused(relativeNamespace);
        }
    }

    private static final class Hashing extends OutputStream {

        private final MessageDigest hasher;

        Hashing(MessageDigest hasher) {
            this.hasher = hasher;
        }

        @Override
        public void write(int octet) {
            hasher.update((byte) octet);
        }

        @Override
        public void write(byte[] octets, int start, int length) {
            hasher.update(octets, start, length);
        }
    }
}
