package org.lienthong.message.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lienthong.message.evidence.ContentDigest.Announced;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;

class ContentDigestTest {

    private static final OrganId FROM = new OrganId("G22");
    private static final OrganId H29 = new OrganId("H29");
    private static final OrganId H49 = new OrganId("H49");
    private static final Digest EDXML = Digest.sha256("edxml".getBytes(StandardCharsets.UTF_8));
    private static final Digest FILE = Digest.sha256("file".getBytes(StandardCharsets.UTF_8));
    private static final Announced PDF = new Announced("công văn.pdf", "application/pdf", 4, FILE);

    /** What a client in any language computes: the pre-image, written out. */
    @Test
    void hashesNetstringsInTheOrderOfTheProfile() {
        String written = "19:lienthong-content-1,3:G22,64:" + EDXML + ",1:2,3:H29,3:H49,1:1,"
                + "14:công văn.pdf,15:application/pdf,1:4,64:" + FILE + ",";

        assertThat(ContentDigest.of(FROM, EDXML, List.of(H49, H29), List.of(PDF)))
                .isEqualTo(Digest.sha256(written.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anyPartOfTheContentMakesItOther() {
        Digest first = ContentDigest.of(FROM, EDXML, List.of(H29), List.of(PDF));

        assertThat(List.of(
                        ContentDigest.of(H49, EDXML, List.of(H29), List.of(PDF)),
                        ContentDigest.of(FROM, FILE, List.of(H29), List.of(PDF)),
                        ContentDigest.of(FROM, EDXML, List.of(H29, H49), List.of(PDF)),
                        ContentDigest.of(FROM, EDXML, List.of(H29), List.of()),
                        ContentDigest.of(
                                FROM, EDXML, List.of(H29), List.of(new Announced("b", "application/pdf", 4, FILE))),
                        ContentDigest.of(
                                FROM, EDXML, List.of(H29), List.of(new Announced("công văn.pdf", "a/b", 4, FILE))),
                        ContentDigest.of(
                                FROM,
                                EDXML,
                                List.of(H29),
                                List.of(new Announced("công văn.pdf", "application/pdf", 5, FILE))),
                        ContentDigest.of(
                                FROM,
                                EDXML,
                                List.of(H29),
                                List.of(new Announced("công văn.pdf", "application/pdf", 4, EDXML)))))
                .doesNotContain(first)
                .doesNotHaveDuplicates();
    }
}
