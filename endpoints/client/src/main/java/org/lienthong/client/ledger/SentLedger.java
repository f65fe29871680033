package org.lienthong.client.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lienthong.client.failure.BusRefused;
import org.lienthong.client.json.JsonObject;
import org.lienthong.client.sending.SignedAnswer;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;

/**
 * What was handed to a bus, each content in a folder named by its ContentDigest, so that content keeps the MessageId that it
 * was first tried under until there is a receipt and for ever after:
 *
 * <pre>
 * open/9f86d0…/submission.json   on disk before the first byte is sent
 * done/9f/9f86d0…/receipt.xml    the bus's signed answer, byte for byte
 * refused/9f/9f86d0…/refusal.json
 * </pre>
 *
 * Thread-safe; several processes may share it. One ledger for each bus and organ.
 */
public final class SentLedger {

    static final String SUBMISSION = "submission.json";
    static final String RECEIPT = "receipt.xml";
    static final String REFUSAL = "refusal.json";

    /**
     * Refusals that the bus gives only after it has looked for an earlier acceptance of the same MessageId (wsdl/PROFILE.md 9):
     * nothing of this submission was kept, at no try. After others, one that nobody heard of may have been accepted.
     */
    private static final Set<String> SETTLED = Set.of(
            "RuleBroken",
            "RecipientRefused",
            "RecipientDoubled",
            "StateSecret",
            "DigestMismatch",
            "ContentMissing",
            "ContentUnexpected",
            "IdReused",
            "DuplicateDocument",
            "DocumentIdReused");

    private final Path open;
    private final Path done;
    private final Path refused;
    private final InstantSource clock;

    private SentLedger(Path folder, InstantSource clock) throws IOException {
        this.open = DurableFiles.folder(folder.resolve("open"));
        this.done = DurableFiles.folder(folder.resolve("done"));
        this.refused = DurableFiles.folder(folder.resolve("refused"));
        this.clock = clock;
    }

    /** @param folder made if it is not there */
    public static SentLedger open(Path folder, InstantSource clock) throws IOException {
        return new SentLedger(folder, clock);
    }

    /**
     * What is known of a submission.
     *
     * @param source what it was made from, for people, e.g. the path of its edXML
     * @param receipt the bus's signed answer; absent while nobody knows
     * @param folder where it is kept
     */
    public record Entry(
            MessageId messageId,
            Digest content,
            String source,
            Instant begunAt,
            Optional<SignedAnswer> receipt,
            Path folder) {}

    /** @return what is known of this content */
    public Optional<Entry> find(Digest content) throws IOException {
        for (Path folder : List.of(under(done, content), openFolder(content))) {
            if (Files.exists(folder.resolve(SUBMISSION))) {
                return Optional.of(read(folder));
            }
        }
        return Optional.empty();
    }

    /** @return every submission of which nobody knows whether it was accepted */
    public List<Entry> unfinished() throws IOException {
        List<Entry> all = new ArrayList<>();
        for (Path folder : DurableFiles.children(open)) {
            if (Files.exists(folder.resolve(SUBMISSION)) && !Files.exists(folder.resolve(RECEIPT))) {
                all.add(read(folder));
            }
        }
        return all;
    }

    /**
     * Begins a submission, or takes up the one of the same content. Its MessageId is on disk when this returns.
     *
     * @param proposed used only for content that is new here
     * @throws LedgerInUseException if somebody is sending this very content now
     */
    public Submission begin(Digest content, MessageId proposed, String source) throws IOException {
        try {
            return beginOnce(content, proposed, source);
        } catch (NoSuchFileException moved) {
            return beginOnce(content, proposed, source); // another process has just come to the end of the same content
        }
    }

    private Submission beginOnce(Digest content, MessageId proposed, String source) throws IOException {
        Optional<Entry> known = find(content);
        if (known.isPresent() && known.get().folder().startsWith(done)) {
            return new Submission(this, known.get(), Optional.empty());
        }
        Path folder = DurableFiles.folder(openFolder(content));
        LedgerLock lock = LedgerLock.tryTake(folder.resolve("lock"))
                .orElseThrow(() -> new LedgerInUseException(folder.resolve("lock")));
        try {
            return begun(content, proposed, source, lock);
        } catch (IOException | RuntimeException unwritten) {
            lock.close();
            throw unwritten;
        }
    }

    /** Asked again under the lock: who held it until now may have come to an end. */
    private Submission begun(Digest content, MessageId proposed, String source, LedgerLock lock) throws IOException {
        Optional<Entry> known = find(content);
        if (known.isEmpty()) {
            JsonObject submission = new JsonObject()
                    .put("messageId", proposed)
                    .put("contentDigest", content)
                    .put("source", source)
                    .put("begunAt", clock.instant());
            DurableFiles.write(openFolder(content).resolve(SUBMISSION), submission.pretty());
            known = find(content);
        }
        Entry entry = known.orElseThrow();
        return new Submission(this, entry.receipt().isEmpty() ? entry : finishMove(entry), Optional.of(lock));
    }

    Entry receipted(Entry entry, SignedAnswer receipt) throws IOException {
        DurableFiles.write(entry.folder().resolve(RECEIPT), receipt.envelope());
        return finishMove(find(entry.content()).orElseThrow());
    }

    void refused(Entry entry, BusRefused.Fault fault) throws IOException {
        JsonObject refusal = new JsonObject()
                .put("code", fault.code())
                .put("messageVi", fault.messageVi())
                .put("messageEn", fault.messageEn())
                .put("faultId", fault.faultId())
                .put("at", clock.instant());
        DurableFiles.write(entry.folder().resolve(REFUSAL), refusal.pretty());
        if (SETTLED.contains(fault.code())) {
            Path to = under(refused, entry.content());
            DurableFiles.deleteTree(to);
            DurableFiles.folder(DurableFiles.parent(to));
            DurableFiles.move(entry.folder(), to);
        }
    }

    /** Under the lock: a crash may have come between the receipt and this. */
    private Entry finishMove(Entry entry) throws IOException {
        if (!entry.folder().startsWith(open)) {
            return entry;
        }
        Path to = under(done, entry.content());
        DurableFiles.folder(DurableFiles.parent(to));
        DurableFiles.move(entry.folder(), to);
        return read(to);
    }

    private static Entry read(Path folder) throws IOException {
        JsonObject kept = JsonObject.read(Files.readAllBytes(folder.resolve(SUBMISSION)));
        Path receipt = folder.resolve(RECEIPT);
        return new Entry(
                new MessageId(kept.text("messageId")),
                Digest.parse(kept.text("contentDigest")),
                kept.text("source"),
                Instant.parse(kept.text("begunAt")),
                Files.exists(receipt) ? Optional.of(new SignedAnswer(Files.readAllBytes(receipt))) : Optional.empty(),
                folder);
    }

    private Path openFolder(Digest content) {
        return open.resolve(content.toString());
    }

    private static Path under(Path where, Digest content) {
        return where.resolve(content.toString().substring(0, 2)).resolve(content.toString());
    }
}
