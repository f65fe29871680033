package org.lienthong.exchange.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.lienthong.exchange.acceptance.TestSubmission.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.acceptance.Acceptance.Accepted;
import org.lienthong.exchange.acceptance.Acceptance.Duplicate;
import org.lienthong.exchange.receipt.Receipt;
import org.lienthong.exchange.receipt.ReceiptRecipient;
import org.lienthong.exchange.store.ContentSlice;
import org.lienthong.exchange.testing.DirectoryFolder;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.MessageId;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;

class AcceptDocumentTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @TempDir
    Path folder;

    private Bench bench;
    private AcceptDocument accept;

    @BeforeEach
    void open() {
        bench = new Bench(DATABASE, folder);
        accept = bench.acceptDocument();
    }

    @Test
    void isBusyBeforeTheReserveOfTheDiskIsTouchedAndStillKnowsWhatItAccepted() {
        AcceptDocument full = bench.acceptDocument(Long.MAX_VALUE);
        long before = bench.acceptedRows();

        assertThatThrownBy(() -> full.accept(bench.submission().build()))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo(RefusalCode.BUSY);
                    assertThat(refused.refusal().retryAfter()).isPresent();
                });
        assertThat(bench.acceptedRows()).isEqualTo(before);

        assertThat(accept.accept(bench.submission().build())).isInstanceOf(Accepted.class);
        assertThat(full.accept(bench.submission().build())).isInstanceOf(Duplicate.class);
    }

    @Test
    void acceptsALetterWithEverythingInOneTransaction() {
        TestSubmission letter =
                bench.submission().to("H29", "000.00.00.H49").priority(3).inline("a.pdf", content("PDF"));

        Receipt receipt = accept.accept(letter.build()).receipt();

        assertThat(receipt.acceptedAt()).isEqualTo(Bench.NOW);
        assertThat(receipt.logBy()).isEqualTo(Bench.NOW.plus(Duration.ofHours(1)));
        assertThat(receipt.logOrigin()).isEqualTo("lienthong.example/log");
        assertThat(receipt.recipients())
                .extracting(ReceiptRecipient::organ, ReceiptRecipient::resolved)
                .containsExactly(
                        tuple(new OrganId("H29"), Optional.of(new OrganId("H29"))),
                        tuple(new OrganId("000.00.00.H49"), Optional.of(new OrganId("H49"))));
        assertThat(bench.rows("select organ_id, addressed_as, state, attempt, priority from delivery order by ordinal"))
                .containsExactly(
                        Map.of(
                                "organ_id",
                                "H29",
                                "addressed_as",
                                "H29",
                                "state",
                                "WAITING",
                                "attempt",
                                1,
                                "priority",
                                7),
                        Map.of(
                                "organ_id",
                                "H49",
                                "addressed_as",
                                "000.00.00.H49",
                                "state",
                                "WAITING",
                                "attempt",
                                1,
                                "priority",
                                7));
        assertThat(bench.rows("select 1 from outbox join delivery using (delivery_id, organ_id, attempt, priority)"))
                .hasSize(2);
        assertThat(bench.rows("select 1 from delivery where expires_at = accepted_at + interval '30 days'"))
                .hasSize(2);
        assertThat(
                        bench.rows(
                                "select 1 from document join event on event_sha256 = sha256 join delivery on last_event = sha256"))
                .hasSize(2);
        assertThat(bench.count("request")).isEqualTo(1);
    }

    @Test
    void theEventNamesWhatWasSignedByWhomForWhom() {
        TestSubmission letter = bench.submission();

        Receipt receipt = accept.accept(letter.build()).receipt();

        Map<String, Object> document = bench.rows(
                        "select raw_length, encode(raw_sha256, 'hex') as raw,"
                                + " encode(root_sha256, 'hex') as root, encode(signer_spki_sha256, 'hex') as signer from document")
                .get(0);
        assertThat(bench.events("Accepted").get(0))
                .startsWith("{\"v\":1,\"kind\":\"Accepted\",\"time\":\"2026-11-24T05:00:00Z\",\"salt\":\"")
                .contains("\"seq\":0,\"from\":\"G22\",\"messageId\":\"m-1\",\"documentId\":\"000.00.00.G22,2026/11/24,")
                .contains("\"contentDigest\":\"" + receipt.contentDigest() + "\"")
                .contains("\"recipients\":{\"count\":1,\"sha256\":\""
                        + Receipt.digestOf(receipt.recipients()).sha256() + "\"}")
                .contains("\"system\":\"vpcp\"")
                .contains("\"signer\":\"" + document.get("signer") + "\",\"provenance\":\"SIGNED_BY_SENDER\"")
                .contains("\"crls\":[\"")
                .contains("\"crlAge\":86400")
                .contains("\"raw\":{\"sha256\":\"" + document.get("raw") + "\",\"length\":" + document.get("raw_length")
                        + ",\"type\":\"multipart/related; boundary=b;")
                .contains("\"root\":{\"sha256\":\"" + document.get("root") + "\"")
                .contains("\"edxml\":{\"sha256\":\"" + Digest.sha256(letter.edxmlBytes()) + "\"")
                .contains("\"logBy\":\"2026-11-24T06:00:00Z\"");
        assertThat(Digest.parse(String.valueOf(document.get("root"))))
                .isEqualTo(Digest.sha256(letter.entity().root()));
    }

    @Test
    void keepsEveryAttachmentReadableByItsSlice() throws IOException {
        accept.accept(bench.submission()
                .inline("inline.pdf", content("inline content"))
                .part("binary.pdf", content("binary content"), true)
                .part("base64.pdf", content("base64 content"), false)
                .encoded("inside.pdf", content("inside"))
                .build());

        assertThat(attachments())
                .extracting(attachment -> attachment.id().value())
                .containsExactly("inline.pdf", "binary.pdf", "base64.pdf");
        for (StoredAttachment attachment : attachments()) {
            try (InputStream in = bench.store().open(attachment.slice())) {
                assertThat(Digest.sha256(in.readAllBytes())).isEqualTo(attachment.sha256());
            }
        }
        Digest raw = DATABASE.jdbc()
                .sql("select raw_sha256 from document")
                .query((row, n) -> Digest.of(row.getBytes(1)))
                .single();
        assertThat(attachments().get(1).slice().object())
                .as("a binary part is a run of the raw entity, not written twice")
                .isEqualTo(raw);
    }

    private record StoredAttachment(ContentId id, Digest sha256, ContentSlice slice) {}

    private static List<StoredAttachment> attachments() {
        return DATABASE.jdbc()
                .sql("select * from attachment order by ordinal")
                .query((row, n) -> new StoredAttachment(
                        new ContentId(row.getString("content_id")),
                        Digest.of(row.getBytes("sha256")),
                        new ContentSlice(
                                Digest.of(row.getBytes("object_sha256")),
                                row.getLong("object_offset"),
                                row.getLong("length"))))
                .list();
    }

    @Test
    void tellsARetryTheSameReceiptFieldByField() {
        Acceptance first = accept.accept(bench.submission().to("H29", "H49").build());

        Acceptance second = accept.accept(bench.submission().to("H29", "H49").build());

        assertThat(first).isInstanceOf(Accepted.class);
        assertThat(second).isInstanceOf(Duplicate.class);
        assertThat(second.receipt()).isEqualTo(first.receipt());
        assertThat(bench.count("document")).isEqualTo(1);
    }

    @Test
    void aReceiptFromMemoryAndFromTheRowsAreTheSameWhateverTheClockSays() {
        AcceptDocument finer = bench.acceptDocument(DATABASE.dataSource(), () -> Bench.NOW.plusNanos(123_456_789));

        Receipt receipt = finer.accept(bench.submission()
                        .to("H29", "H57", "000.00.00.H49")
                        .acceptRest()
                        .build())
                .receipt();

        assertThat(bench.receipts().of(bench.documentKey(new MessageId("m-1")))).isEqualTo(receipt);
        assertThat(receipt.acceptedAt()).isEqualTo(Bench.NOW.plusMillis(123));
    }

    @Test
    void aRetryMeetsNoRuleThatChangedMeanwhile() {
        Receipt first = accept.accept(bench.submission().build()).receipt();
        bench.load(DirectoryFolder.usual(folder)
                .without("H29,")
                .without("hcmc,")
                .organ("H29,UBND Thành phố Hồ Chí Minh,000.00.00.H29,,UBND,CLOSED,H49,"));

        assertThat(accept.accept(bench.submission().build())).isEqualTo(new Duplicate(first));
    }

    @Test
    void aRetryReadsNoOtherPart() {
        accept.accept(bench.submission().part("a.pdf", content("PDF"), true).build());
        TestSubmission retry = bench.submission().part("a.pdf", content("PDF"), true);

        assertThat(accept.accept(retry.build())).isInstanceOf(Duplicate.class);
        assertThat(retry.entity().partsRead()).isZero();
    }

    @Test
    void acceptsTheRestAndSaysWhoWasRefused() {
        Receipt receipt = accept.accept(bench.submission()
                        .to("H29", "000.00.00.H29", "H26.TX", "H57", "H00", "H49")
                        .acceptRest()
                        .build())
                .receipt();

        assertThat(receipt.recipients())
                .extracting(recipient -> recipient.organ() + " " + recipient.verdict() + " "
                        + recipient.code().orElse("-"))
                .containsExactly(
                        "H29 ACCEPTED -",
                        "000.00.00.H29 REFUSED RecipientDoubled",
                        "H26.TX REFUSED OrganClosed",
                        "H57 REFUSED NotConnected",
                        "H00 REFUSED UnknownOrgan",
                        "H49 ACCEPTED -");
        assertThat(accept.accept(bench.submission()
                                .to("H29", "000.00.00.H29", "H26.TX", "H57", "H00", "H49")
                                .acceptRest()
                                .build())
                        .receipt())
                .isEqualTo(receipt);
    }

    @Test
    void deliversOnlyToTheRecipientsAskedFor() {
        Receipt receipt = accept.accept(bench.submission()
                        .to("H29", "H49")
                        .recipients("000.00.00.H49")
                        .build())
                .receipt();

        assertThat(receipt.recipients())
                .extracting(ReceiptRecipient::resolved)
                .containsExactly(Optional.of(new OrganId("H49")));
        assertThat(bench.count("delivery")).isEqualTo(1);
    }

    @Test
    void allowsOtherContentUnderADocumentIdIfTheSenderSaysSo() {
        accept.accept(bench.submission().build());

        assertThat(accept.accept(bench.submission()
                        .messageId("m-2")
                        .subject("Bản đính chính")
                        .supersedes()
                        .build()))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void contentIsOnDiskBeforeTheRow() {
        TestSubmission letter =
                bench.submission().inline("a.pdf", content("PDF")).part("b.pdf", content("B"), false);
        List<Digest> contents =
                List.of(Digest.sha256(letter.edxmlBytes()), Digest.sha256(content("PDF")), Digest.sha256(content("B")));
        boolean[] asked = new boolean[1];
        AcceptDocument watched = bench.acceptDocument(DATABASE.dataSource(), () -> {
            if (bench.count("document") == 0 && letter.entity().kept()) {
                asked[0] = true;
                assertThat(contents).allMatch(bench.store()::holds);
            }
            return Bench.NOW;
        });

        watched.accept(letter.build());

        assertThat(asked[0])
                .as("the clock is read inside the transaction, before its rows")
                .isTrue();
    }

    @Test
    void takesThreeThousandRecipientsInOneCall() {
        DirectoryFolder files = DirectoryFolder.usual(folder);
        List<String> communes =
                IntStream.range(0, 3000).mapToObj(n -> "H29.X%04d".formatted(n)).toList();
        communes.forEach(commune -> files.organ(commune + ",Xã " + commune + ",,H29,UBND,OPEN,,"));
        bench.load(files);

        Receipt receipt = accept.accept(
                        bench.submission().to(communes.toArray(String[]::new)).build())
                .receipt();

        assertThat(receipt.recipients()).hasSize(3000);
        assertThat(bench.count("delivery")).isEqualTo(3000);
        assertThat(bench.count("outbox")).isEqualTo(3000);
        assertThat(bench.events("Accepted").get(0)).contains("\"count\":3000").hasSizeLessThan(2500);
        assertThat(bench.receipts().of(bench.documentKey(new MessageId("m-1")))).isEqualTo(receipt);
    }

    @Test
    void aMessageIdThatAStatusMessageOfTheSenderHasIsTaken() {
        bench.acceptDocument().accept(bench.submission().messageId("m-1").build());
        DATABASE.jdbc().sql("""
                        insert into status (from_organ, message_id, delivery_id, seq, code, to_organ, addressed_as,
                          content_digest, accepted_at, system_id, signer_spki_sha256, signer_certificate, provenance,
                          raw_sha256, raw_length, raw_content_type, root_offset, root_length, root_sha256,
                          root_content_type, edxml, edxml_sha256, said_at, event_sha256, log_origin, log_by)
                        select 'G22', 's-1', d.delivery_id, 1, '13', 'H29', 'H29', sha256('x'), now(), 'vpcp', '', '', '', '',
                          1, '', 0, 1, '', '', '', '', now(), d.last_event, '', now() from delivery d""").update();
        DATABASE.jdbc()
                .sql("insert into submission (from_organ, message_id, kind) values ('G22', 's-1', 'STATUS')")
                .update();

        assertThatThrownBy(() -> bench.acceptDocument()
                        .accept(bench.submission()
                                .messageId("s-1")
                                .documentId("000.00.00.G22,2026/11/24,7817/VPCP-TTĐT")
                                .build()))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.ID_REUSED));
        assertThat(bench.count("document")).isEqualTo(1);
    }
}
