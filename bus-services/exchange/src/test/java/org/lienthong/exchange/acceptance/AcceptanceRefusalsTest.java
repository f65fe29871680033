package org.lienthong.exchange.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;
import static org.lienthong.exchange.acceptance.TestSubmission.content;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lienthong.exchange.admission.AnnouncedAttachment;
import org.lienthong.exchange.admission.Carriage;
import org.lienthong.exchange.testing.ExchangeDatabase;
import org.lienthong.message.edxml.BussinessDocType;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;
import org.lienthong.message.refusal.Culprit;
import org.lienthong.message.refusal.Refusal;
import org.lienthong.message.refusal.RefusalCode;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.refusal.Violation;

class AcceptanceRefusalsTest {

    @RegisterExtension
    static final ExchangeDatabase DATABASE = new ExchangeDatabase();

    @TempDir
    Path folder;

    private Bench bench;
    private AcceptDocument accept;
    private long before;

    @BeforeEach
    void open() {
        bench = new Bench(DATABASE, folder);
        accept = bench.acceptDocument();
        before = bench.acceptedRows();
    }

    @AfterEach
    void nothingWasKept() {
        assertThat(bench.acceptedRows()).as("rows after the refusal").isEqualTo(before);
    }

    @Test
    void refusesEdxmlThatIsNotWhatWasAnnounced() {
        byte[] edxml = bench.submission().edxmlBytes();

        assertThat(refusal(RefusalCode.DIGEST_MISMATCH, bench.submission().announceEdxml(1, Digest.sha256(edxml)))
                        .element())
                .contains("Edxml");
        refusal(
                RefusalCode.DIGEST_MISMATCH,
                bench.submission().announceEdxml(edxml.length, Digest.sha256(content("other"))));
    }

    @Test
    void refusesEdxmlThatBreaksRulesAndTellsEachOfThem() {
        assertThat(refusal(RefusalCode.RULE_BROKEN, bench.submission().edxml(content("<not-edxml>")))
                        .violations())
                .isNotEmpty();
        String twice = new String(bench.submission().edxmlBytes(), StandardCharsets.UTF_8)
                .replace("2026/11/24</", "24-11-2026</")
                .replace(">7816<", "><");

        assertThat(refusal(RefusalCode.RULE_BROKEN, bench.submission().edxml(content(twice)))
                        .violations())
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(Violation::messageVi)
                .doesNotContain("");
    }

    @Test
    void refusesADocumentFromAnOrganThatIsNotTheOneActedFor() {
        Refusal refusal = refusal(RefusalCode.NOT_AUTHORISED, bench.submission().from("H29"));

        assertThat(refusal.facts()).containsEntry("organ", "H29").containsEntry("system", "vpcp");
        assertThat(accept.accept(bench.submission().from("000.00.00.G22").build()))
                .as("the alias of the organ acted for is the organ")
                .isInstanceOf(Acceptance.Accepted.class);
        before = bench.acceptedRows();
    }

    @Test
    void refusesAStateSecretAndKeepsOnlyADigest() {
        TestSubmission secret = bench.submission().subject("TỐI MẬT: phương án").part("a.pdf", content("PDF"), false);

        refusal(RefusalCode.STATE_SECRET, secret);
        refusal(
                RefusalCode.STATE_SECRET,
                bench.submission().subject("TỐI MẬT: phương án").part("a.pdf", content("PDF"), false));

        assertThat(secret.entity().wiped()).isTrue();
        assertThat(secret.entity().partsRead()).isZero();
        assertThat(bench.store().holds(Digest.sha256(secret.edxmlBytes()))).isFalse();
        assertThat(bench.rows("select from_organ, message_id, encode(sha256, 'hex') as sha256 from incident"))
                .extracting(row -> row.get("from_organ"), row -> row.get("message_id"), row -> row.get("sha256"))
                .containsExactly(
                        tuple("G22", "m-1", Digest.sha256(secret.edxmlBytes()).toString()));
        assertThat(bench.events("StateSecretRefused"))
                .singleElement()
                .asString()
                .contains("\"edxmlSha256\":\"" + Digest.sha256(secret.edxmlBytes()) + "\"")
                .doesNotContain("phương án");
    }

    @Test
    void refusesRevokeUpdateAndReplaceWhole() {
        for (BussinessDocType type : BussinessDocType.values()) {
            if (type != BussinessDocType.NEW) {
                String typed = new String(bench.submission().edxmlBytes(), StandardCharsets.UTF_8)
                        .replaceFirst("(BussinessDocType>)0<", "$1" + type.code() + "<");
                assertThat(refusal(RefusalCode.RULE_BROKEN, bench.submission().edxml(content(typed)))
                                .violations())
                        .isNotEmpty();
            }
        }
        String revoke = new String(bench.submission().edxmlBytes(), StandardCharsets.UTF_8)
                .replaceFirst("(BussinessDocType>)0<", "$11<");
        assertThat(refusal(RefusalCode.RULE_BROKEN, bench.submission().edxml(content(revoke)))
                        .violations())
                .extracting(Violation::ruleId)
                .containsExactly("BUS-TYPE-NEW-ONLY");
    }

    @Test
    void refusesAllWhenOneRecipientCannotBeServedAndNamesEveryCulprit() {
        Refusal refusal = refusal(
                RefusalCode.RECIPIENT_REFUSED, bench.submission().to("H29", "H26.TX", "H57", "H00", "000.00.00.H29"));

        assertThat(refusal.culprits())
                .containsExactly(
                        new Culprit(
                                "H26.TX", RefusalCode.ORGAN_CLOSED, Optional.of(new OrganId("H29")), Optional.empty()),
                        new Culprit("H57", RefusalCode.NOT_CONNECTED, Optional.empty(), Optional.empty()),
                        new Culprit("H00", RefusalCode.UNKNOWN_ORGAN, Optional.empty(), Optional.empty()),
                        new Culprit(
                                "000.00.00.H29", RefusalCode.RECIPIENT_DOUBLED, Optional.empty(), Optional.empty()));
        assertThat(refusal.facts()).containsEntry("count", "4");
    }

    @Test
    void refusesWhenNoneRemainsToAcceptTheRestFor() {
        refusal(
                RefusalCode.RECIPIENT_REFUSED,
                bench.submission().to("H57", "H00").acceptRest());
    }

    @Test
    void refusesARecipientThatTheEdxmlDoesNotAddress() {
        Refusal refusal = refusal(
                RefusalCode.REQUEST_INVALID,
                bench.submission().to("H29").recipients("H29", "H49").acceptRest());

        assertThat(refusal.facts().get("what")).contains("H49").doesNotContain("H29");
    }

    @Test
    void refusesAContentIdThatIsNotResolvedExactlyOnce() {
        refusal(RefusalCode.CONTENT_MISSING, bench.submission().manifest("a.pdf"));
        refusal(
                RefusalCode.CONTENT_UNEXPECTED,
                bench.submission().announcePart("a.pdf", 1, Digest.sha256(content("a"))));
        refusal(
                RefusalCode.CONTENT_UNEXPECTED,
                bench.submission().inline("a.pdf", content("a")).announcePart("a.pdf", 1, Digest.sha256(content("a"))));
        refusal(
                RefusalCode.CONTENT_UNEXPECTED,
                bench.submission()
                        .encoded("a.pdf", content("a"))
                        .announcePart("a.pdf", 1, Digest.sha256(content("a"))));
    }

    @Test
    void refusesACarriageThatDoesNotFitItsContent() {
        refusal(
                RefusalCode.REQUEST_INVALID,
                bench.submission()
                        .manifest("a.pdf")
                        .announce(new AnnouncedAttachment(
                                new ContentId("a.pdf"),
                                "a",
                                "a/b",
                                1,
                                Digest.sha256(content("a")),
                                Carriage.INLINE,
                                Optional.empty(),
                                Optional.empty())));
        refusal(
                RefusalCode.REQUEST_INVALID,
                bench.submission()
                        .manifest("a.pdf")
                        .announce(new AnnouncedAttachment(
                                new ContentId("a.pdf"),
                                "a",
                                "a/b",
                                1,
                                Digest.sha256(content("a")),
                                Carriage.PART,
                                Optional.of(content("a")),
                                Optional.empty())));
        refusal(
                RefusalCode.REQUEST_INVALID,
                bench.submission()
                        .manifest("a.pdf")
                        .announce(new AnnouncedAttachment(
                                new ContentId("a.pdf"),
                                "a",
                                "a/b",
                                1,
                                Digest.sha256(content("a")),
                                Carriage.UPLOADED,
                                Optional.empty(),
                                Optional.empty())));
    }

    @Test
    void refusesInlineContentThatIsNotWhatWasAnnounced() {
        refusal(
                RefusalCode.DIGEST_MISMATCH,
                bench.submission()
                        .manifest("a.pdf")
                        .announce("a.pdf", 2, Digest.sha256(content("a")), Optional.of(content("a"))));
        Refusal refusal = refusal(
                RefusalCode.DIGEST_MISMATCH,
                bench.submission()
                        .manifest("a.pdf")
                        .announce("a.pdf", 1, Digest.sha256(content("b")), Optional.of(content("a"))));

        assertThat(refusal.facts())
                .containsEntry("expected", Digest.sha256(content("b")).toString())
                .containsEntry("found", Digest.sha256(content("a")).toString());
        assertThat(refusal.element()).contains("Attachment[a.pdf]");
    }

    @Test
    void refusesMoreInlineContentThanTheCapInAll() {
        byte[] half = new byte[(int) Bench.INLINE_CAP / 2];

        refusal(
                RefusalCode.TOO_LARGE,
                bench.submission().inline("a", half).inline("b", half).inline("c", new byte[1]));
    }

    @Test
    void refusesAPartAnnouncedLargerThanAllowedBeforeReadingIt() {
        TestSubmission large =
                bench.submission().manifest("a").announcePart("a", (1 << 20) + 1, Digest.sha256(content("a")));
        large.entity().part(new ContentId("a"), content("a"), false);

        refusal(RefusalCode.TOO_LARGE, large);

        assertThat(large.entity().partsRead()).isZero();
    }

    @Test
    void readsNoPartOfADocumentThatIsNotAdmitted() {
        TestSubmission stranger = bench.submission().to("H00").part("a", content("a"), false);

        refusal(RefusalCode.RECIPIENT_REFUSED, stranger);

        assertThat(stranger.entity().partsRead()).isZero();
    }

    @Test
    void refusesAPartThatIsNotWhatWasAnnounced() {
        for (boolean binary : new boolean[] {true, false}) {
            refusal(RefusalCode.DIGEST_MISMATCH, partAgainst(content("abc"), content("abcd"), binary));
            refusal(RefusalCode.DIGEST_MISMATCH, partAgainst(content("abc"), content("ab"), binary));
            refusal(RefusalCode.DIGEST_MISMATCH, partAgainst(content("abc"), content("abd"), binary));
        }
    }

    @Test
    void refusesPartsThatAreMissingUnannouncedOrComeTwice() {
        refusal(
                RefusalCode.CONTENT_MISSING,
                bench.submission().manifest("a").announcePart("a", 1, Digest.sha256(content("a"))));
        TestSubmission more = bench.submission().part("a", content("a"), false);
        more.entity().part(new ContentId("b"), content("b"), false);
        refusal(RefusalCode.CONTENT_UNEXPECTED, more);
        TestSubmission twice = bench.submission().part("a", content("a"), true);
        twice.entity().part(new ContentId("a"), content("a"), true);
        refusal(RefusalCode.CONTENT_UNEXPECTED, twice);
    }

    @Test
    void refusesAnEntityThatEndsInsideAPart() {
        TestSubmission torn = bench.submission().manifest("a").announcePart("a", 2, Digest.sha256(content("ab")));
        torn.entity().tornPart(new ContentId("a"), content("a"));

        refusal(RefusalCode.MALFORMED, torn);

        assertThat(torn.entity().kept()).isFalse();
    }

    @Test
    void refusesOtherContentUnderAMessageIdAndNamesBoth() {
        Digest first = accept.accept(bench.submission().build()).receipt().contentDigest();
        before = bench.acceptedRows();

        Refusal refusal = refusal(RefusalCode.ID_REUSED, bench.submission().subject("Nội dung khác"));

        assertThat(refusal.facts()).containsEntry("first", first.toString()).containsEntry("messageId", "m-1");
        assertThat(refusal.facts().get("now")).hasSize(64).isNotEqualTo(first.toString());
    }

    @Test
    void refusesTheSameContentUnderANewMessageIdAndNamesTheFirst() {
        accept.accept(bench.submission().build());
        before = bench.acceptedRows();

        assertThat(refusal(RefusalCode.DUPLICATE_DOCUMENT, bench.submission().messageId("m-2"))
                        .facts())
                .containsEntry("messageId", "m-1")
                .containsEntry("acceptedAt", "2026-11-24T05:00:00Z");
    }

    @Test
    void refusesOtherContentUnderADocumentIdUnlessItIsMeant() {
        accept.accept(bench.submission().build());
        before = bench.acceptedRows();

        assertThat(refusal(
                                RefusalCode.DOCUMENT_ID_REUSED,
                                bench.submission().messageId("m-2").subject("Nội dung khác"))
                        .facts())
                .containsEntry("messageId", "m-1");
    }

    @Test
    void refusesARequestIdUsedForAnotherDocument() {
        accept.accept(bench.submission().requestId("r-1").build());
        before = bench.acceptedRows();

        refusal(
                RefusalCode.REPLAYED,
                bench.submission()
                        .requestId("r-1")
                        .messageId("m-2")
                        .documentId("G22,2026/11/24,2/VPCP")
                        .subject("Văn bản thứ hai"));
    }

    private TestSubmission partAgainst(byte[] announced, byte[] found, boolean binary) {
        TestSubmission submission =
                bench.submission().manifest("a").announcePart("a", announced.length, Digest.sha256(announced));
        submission.entity().part(new ContentId("a"), found, binary);
        return submission;
    }

    private Refusal refusal(RefusalCode code, TestSubmission submission) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> accept.accept(submission.build()));
        assertThat(refused).as("expected " + code).isNotNull();
        assertThat(refused.refusal().code()).as(refused.getMessage()).isEqualTo(code);
        return refused.refusal();
    }
}
