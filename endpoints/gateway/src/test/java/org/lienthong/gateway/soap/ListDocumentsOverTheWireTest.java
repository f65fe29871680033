package org.lienthong.gateway.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.Letters;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.exchange.ListDocuments;
import org.lienthong.xsd.exchange.ListDocumentsAnswer;
import org.lienthong.xsd.exchange.ListDocumentsResponse;
import org.lienthong.xsd.exchange.SendDocument;
import org.lienthong.xsd.exchange.SendDocumentResponse;
import org.lienthong.xsd.types.DeliveryState;
import org.lienthong.xsd.types.Direction;

class ListDocumentsOverTheWireTest {

    @RegisterExtension
    static final BusExtension BUS = new BusExtension();

    @ParameterizedTest
    @EnumSource(SoapVersion.class)
    void listsWhatWasSentAndGoesOnFromItsCursor(SoapVersion version) throws IOException {
        SendDocument sent = Letters.send();
        String delivery = BUS.agency("vpcp")
                .call(sent, version, SendDocumentResponse.class)
                .getAnswer()
                .getReceipt()
                .getRecipient()
                .get(0)
                .getDeliveryId();
        ListDocuments recent = list(Direction.SENT);
        recent.setChangedSince(OffsetDateTime.now(ZoneOffset.UTC));

        ListDocumentsAnswer answer = BUS.agency("vpcp")
                .call(recent, version, ListDocumentsResponse.class)
                .getAnswer();

        assertThat(answer.getDelivery()).anySatisfy(listed -> {
            assertThat(listed.getDeliveryId()).isEqualTo(delivery);
            assertThat(listed.getMessageId()).isEqualTo(sent.getMessageId());
            assertThat(listed.getEdxmlSha256()).isEqualTo(sent.getEdxml().getSha256());
            assertThat(listed.getTo()).isEqualTo("H29");
            assertThat(listed.getState()).isIn(DeliveryState.WAITING, DeliveryState.LEASED);
        });
        ListDocuments next = list(Direction.SENT);
        next.setCursor(answer.getNextCursor());
        assertThat(BUS.agency("vpcp")
                        .call(next, version, ListDocumentsResponse.class)
                        .getAnswer()
                        .getDelivery())
                .noneMatch(listed -> listed.getAcceptedAt()
                        .isBefore(answer.getDelivery().get(0).getAcceptedAt()));
    }

    @Test
    void tellsARecipientNothingOfWhatItWasNotServed() throws IOException {
        SendDocument sent = Letters.send();
        BUS.agency("vpcp").call(sent, SendDocumentResponse.class);

        assertThat(BUS.agency("hcmc")
                        .call(list(Direction.RECEIVED), ListDocumentsResponse.class)
                        .getAnswer()
                        .getDelivery())
                .noneMatch(listed -> listed.getMessageId().equals(sent.getMessageId()));
    }

    @Test
    void refusesACursorThatItNeverGave() throws IOException {
        ListDocuments odd = list(Direction.SENT);
        odd.setCursor("1-2");

        assertThat(BUS.agency("vpcp").refused(odd)).satisfies(fault -> {
            assertThat(fault.getCode()).isEqualTo("RequestInvalid");
            assertThat(fault.getElement()).isEqualTo("ListDocuments/Cursor");
        });
    }

    private static ListDocuments list(Direction direction) {
        ListDocuments list = new ListDocuments();
        list.setRequestContext(TestAgency.context());
        list.setDirection(direction);
        return list;
    }
}
