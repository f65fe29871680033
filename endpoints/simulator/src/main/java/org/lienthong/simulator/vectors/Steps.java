package org.lienthong.simulator.vectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.lienthong.message.identity.Digest;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What lies between a signed request and its signature, computed anew from the request's bytes. */
final class Steps {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    private final Document document;

    Steps(byte[] request) {
        Init.init();
        this.document = Texts.parse(new String(request, StandardCharsets.UTF_8));
    }

    void write(Path folder) throws IOException {
        List<String> told = new ArrayList<>();
        keep(folder, "body", one("*", "Body"), told);
        keep(folder, "timestamp", one(Texts.WSU, "Timestamp"), told);
        keep(folder, "signed-info", one(DS, "SignedInfo"), told);
        told.add("SignatureMethod: " + one(DS, "SignatureMethod").getAttribute("Algorithm"));
        told.add("SignatureValue: " + one(DS, "SignatureValue").getTextContent());
        Files.write(folder.resolve("digests.txt"), told);
    }

    private static void keep(Path folder, String name, Element element, List<String> told) throws IOException {
        byte[] canonical = canonical(element);
        Files.write(folder.resolve(name + ".c14n"), canonical);
        told.add("SHA-256 " + name + ".c14n (" + canonical.length + " byte): "
                + Base64.getEncoder().encodeToString(Digest.newSha256().digest(canonical)));
    }

    private Element one(String namespace, String name) {
        return (Element) document.getElementsByTagNameNS(namespace, name).item(0);
    }

    private static byte[] canonical(Element element) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS)
                    .canonicalizeSubtree(element, bytes);
        } catch (XMLSecurityException ours) {
            throw new IllegalStateException(ours);
        }
        return bytes.toByteArray();
    }
}
