package org.lienthong.client.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lienthong.client.AgencyClient;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.original.VerifiedOriginal;
import org.lienthong.client.receiving.ReceivedDocument;
import org.lienthong.client.receiving.ServedContent;
import org.lienthong.client.watch.TransferWatch;
import org.lienthong.message.identity.Digest;

/**
 * A delivery as files:
 *
 * <pre>
 * delivery.json              ids, sender, header, who signed; which file is which
 * document.edxml             byte for byte as the sender made it
 * attachments/01-scan.pdf    numbered; named after the attachment's name, in plain letters
 * original.xml               the message that the sender signed, byte for byte
 * </pre>
 */
public final class DeliveryFiles {

    private static final int LONGEST_NAME = 100;

    private final AgencyClient client;

    public DeliveryFiles(AgencyClient client) {
        this.client = client;
    }

    /** Judges the message that the sender signed. */
    @FunctionalInterface
    public interface OriginalCheck {

        /**
         * @return what to tell of the signer
         * @throws org.lienthong.client.failure.ContentMismatch if nothing more shall be fetched
         */
        JsonObject check(byte[] original);
    }

    /**
     * Writes all of a document into a folder, digests checked; the sender's signature before the large files.
     *
     * @param document fetched with content and original
     * @param told what is known of it so far; gets the files and the signer
     * @param folder may hold what an attempt before has left
     * @throws org.lienthong.client.failure.ContentMismatch if something is not what was announced
     */
    public void write(ReceivedDocument document, JsonObject told, Path folder, OriginalCheck check, TransferWatch watch)
            throws IOException {
        ServedContent.Inline edxml = document.edxml().orElseThrow();
        ReceivedDocument.Original original = document.original().orElseThrow();
        DurableFiles.folder(folder);
        client.save(edxml, folder.resolve("document.edxml"));
        Path signed = folder.resolve("original.xml");
        client.save(original.content(), signed);
        told.put("signer", check.check(Files.readAllBytes(signed)))
                .put("edxml", content("document.edxml", edxml))
                .put("original", content("original.xml", original.content()).put("contentType", original.contentType()))
                .put("attachments", attachments(document.attachments(), folder, watch));
        DurableFiles.write(folder.resolve("delivery.json"), told.pretty());
        DurableFiles.syncTree(folder);
    }

    /** @return what to tell of a signature that holds */
    public static JsonObject signer(VerifiedOriginal verified) {
        return new JsonObject()
                .put("subject", verified.signer().getSubjectX500Principal().getName())
                .put("serial", verified.signer().getSerialNumber().toString(16))
                .put("signedAt", verified.signedAt());
    }

    private List<JsonObject> attachments(
            List<ReceivedDocument.Attachment> attachments, Path folder, TransferWatch watch) throws IOException {
        List<JsonObject> told = new ArrayList<>();
        if (!attachments.isEmpty()) {
            DurableFiles.folder(folder.resolve("attachments"));
        }
        for (ReceivedDocument.Attachment one : attachments) {
            String name = String.format(Locale.ROOT, "attachments/%02d-%s", told.size() + 1, plain(one.name()));
            client.save(one.content(), folder.resolve(name), watch);
            told.add(content(name, one.content())
                    .put("contentId", one.contentId())
                    .put("name", one.name())
                    .put("mediaType", one.mediaType()));
        }
        return told;
    }

    private static JsonObject content(String file, ServedContent content) {
        Digest sha256 = content.sha256();
        return new JsonObject()
                .put("file", file)
                .put("length", content.length())
                .put("sha256", sha256);
    }

    /** The sender chose the name: what is left of it names a file here on any system, and nothing outside the folder. */
    static String plain(String name) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('đ', 'd')
                .replace('Đ', 'D')
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("\\.{2,}", ".");
        return Optional.of(letters.substring(Math.max(0, letters.length() - LONGEST_NAME)))
                .filter(left -> !left.isEmpty())
                .orElse("file");
    }
}
