package org.lienthong.gateway.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lienthong.message.identity.ContentId;
import org.lienthong.message.identity.DeliveryId;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.identity.OrganId;

class ContentLinksTest {

    private static final Instant NOW = Instant.parse("2026-11-24T05:00:00Z");
    private static final byte[] KEY = new byte[32];

    private final DeliveryId delivery = DeliveryId.random();
    private final ContentLinks links = at(NOW, KEY);

    @Test
    void readsWhatItIssued() {
        ContentLink link = issue(Optional.of(new ContentId("Công văn.pdf")));

        assertThat(links.read(link.token()))
                .contains(new ContentGrant(
                        new OrganId("H29"),
                        delivery,
                        Optional.of(new ContentId("Công văn.pdf")),
                        NOW.plus(Duration.ofHours(1))));
        assertThat(link.toString()).doesNotContain(link.token());
    }

    @Test
    void opensNothingAfterItsEnd() {
        String token = issue(Optional.empty()).token();

        assertThat(at(NOW.plusSeconds(3599), KEY).read(token)).isPresent();
        assertThat(at(NOW.plusSeconds(3600), KEY).read(token)).isEmpty();
    }

    @Test
    void opensNothingWithAnotherKey() {
        byte[] other = new byte[32];
        other[0] = 1;

        assertThat(at(NOW, other).read(issue(Optional.empty()).token())).isEmpty();
    }

    @Test
    void opensNothingWhenAnyCharacterIsChanged() {
        String token = issue(Optional.empty()).token();
        for (int i = 0; i < token.length() - 1; i++) { // bits of the last character may mean nothing
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(links.read(token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(links.read("")).isEmpty();
        assertThat(links.read("not base64!")).isEmpty();
    }

    private ContentLink issue(Optional<ContentId> content) {
        return links.issue("https://bus", new OrganId("H29"), delivery, content, Digest.sha256(new byte[1]));
    }

    private static ContentLinks at(Instant now, byte[] key) {
        return new ContentLinks(key, Duration.ofHours(1), InstantSource.fixed(now));
    }
}
