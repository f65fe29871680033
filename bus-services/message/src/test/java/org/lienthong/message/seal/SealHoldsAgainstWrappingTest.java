package org.lienthong.message.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.lienthong.message.refusal.RefusedException;
import org.lienthong.message.seal.Toolkit.How;

/** Signed once, rearranged in every way: what is accepted must say what was signed. */
class SealHoldsAgainstWrappingTest {

    private static final SealFixtures FIXTURES = new SealFixtures();
    private static final String SIGNED =
            Toolkit.sign(Letter.by(FIXTURES.vpcp()).toString(), FIXTURES.vpcp(), How.standard());
    private static final String BODY =
            SIGNED.substring(SIGNED.indexOf("<s:Body"), SIGNED.indexOf("</s:Body>") + "</s:Body>".length());
    private static final String FORGED_OPERATION = Letter.OPERATION.replace("r-1", "forged");

    @Test
    void startsFromMessageThatVerifies() {
        assertThat(FIXTURES.verify(Toolkit.utf8(SIGNED)).system()).isEqualTo(SealFixtures.VPCP);
    }

    static Stream<String> wrappings() {
        List<String> wrapped = new ArrayList<>();
        for (String forgedId : List.of("", " wsu:Id=\"B\"", " wsu:Id=\"B2\"", " Id=\"B\"")) {
            String forged = "<s:Body" + forgedId + ">" + FORGED_OPERATION + "</s:Body>";
            String rest = SIGNED.replace(BODY, forged);
            for (String hidden : List.of(BODY, "<w>" + BODY + "</w>", "<w xmlns=\"urn:w\" Id=\"W\">" + BODY + "</w>")) {
                wrapped.add(rest.replace("<s:Header>", "<s:Header>" + hidden));
                wrapped.add(rest.replace("</s:Header>", hidden + "</s:Header>"));
                wrapped.add(rest.replace("</wsse:Security>", hidden + "</wsse:Security>"));
                wrapped.add(rest.replace("</ds:Signature>", "<ds:Object>" + hidden + "</ds:Object></ds:Signature>"));
                wrapped.add(rest.replace("</ds:KeyInfo>", hidden + "</ds:KeyInfo>"));
                wrapped.add(rest.replace("</wsu:Timestamp>", hidden + "</wsu:Timestamp>"));
                wrapped.add(rest.replace(forged, forged + hidden));
                wrapped.add(rest.replace(forged, hidden + forged));
                wrapped.add(rest.replace(FORGED_OPERATION, FORGED_OPERATION + hidden));
                wrapped.add(rest.replace(FORGED_OPERATION, hidden + FORGED_OPERATION));
                wrapped.add(rest.replace("</m:RequestContext>", hidden + "</m:RequestContext>"));
                wrapped.add(rest.replace("<s:Header>", hidden + "<s:Header>"));
            }
            String twelve = forged.replace("s:Body", "z:Body")
                    .replace("<z:Body", "<z:Body xmlns:z=\"http://www.w3.org/2003/05/soap-envelope\"");
            wrapped.add(SIGNED.replace(BODY, twelve + BODY));
            wrapped.add(SIGNED.replace(BODY, BODY + twelve));
        }
        return wrapped.stream();
    }

    @ParameterizedTest
    @MethodSource("wrappings")
    void refusesSignedBodyMovedAndForgedOneInItsPlace(String wrapped) {
        assertThat(wrapped).isNotEqualTo(SIGNED);
        assertThat(catchThrowableOfType(RefusedException.class, () -> FIXTURES.verify(Toolkit.utf8(wrapped))))
                .isNotNull();
    }

    @Test
    void neitherBreaksNorIsFooledByTenThousandDamagedCopies() {
        Random chance = new Random(2026_11_24);
        byte[] whole = Toolkit.utf8(SIGNED);
        int accepted = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] damaged = damage(whole, chance);
            SealedMessage message;
            try {
                message = FIXTURES.verify(damaged);
            } catch (RefusedException expected) {
                continue;
            }
            accepted++;
            assertThat(message.envelope().body().getTextContent())
                    .as(new String(damaged, StandardCharsets.UTF_8))
                    .isEqualTo("urn:lienthong:bus:testr-1");
            assertThat(message.created()).isEqualTo(SealFixtures.NOW);
            assertThat(message.signer()).isEqualTo(FIXTURES.vpcp().certificate());
        }
        // white space in base64 or between header blocks changes nothing that counts
        assertThat(accepted).isLessThan(1_000);
    }

    private static byte[] damage(byte[] whole, Random chance) {
        byte[] damaged = whole.clone();
        int at = chance.nextInt(damaged.length - 64);
        int length = 1 + chance.nextInt(48);
        return switch (chance.nextInt(5)) {
            case 0 -> {
                damaged[at] = (byte) chance.nextInt(256);
                yield damaged;
            }
            case 1 -> {
                damaged[at] ^= (byte) (1 << chance.nextInt(8));
                yield damaged;
            }
            case 2 -> splice(damaged, at, at + length, new byte[0]);
            case 3 -> splice(damaged, at, at, Arrays.copyOfRange(whole, at / 2, at / 2 + length));
            default -> splice(damaged, at, at + length, Toolkit.utf8("<".repeat(length) + "&#x0;"));
        };
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] instead) {
        byte[] spliced = Arrays.copyOf(bytes, bytes.length - (to - from) + instead.length);
        System.arraycopy(instead, 0, spliced, from, instead.length);
        System.arraycopy(bytes, to, spliced, from + instead.length, bytes.length - to);
        return spliced;
    }
}
