package org.lienthong.gateway.exchanges;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lienthong.gateway.testing.BusExtension;
import org.lienthong.gateway.testing.RawHttp;
import org.lienthong.gateway.testing.TestAgency;
import org.lienthong.message.identity.Digest;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.xsd.types.BusFault;
import org.lienthong.xsd.types.Culprit;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Holds what came back against what the step says must come back. */
record ExpectedAnswer(GoldenExchange.Step step, Places places) {

    private static final String WSU =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    /** @param root the signed envelope that was sent */
    void judge(RawHttp.Response response, byte[] root, BusExtension bus) {
        assertThat(response.status()).as(response.text()).isEqualTo(Integer.parseInt(step.one("status", "200")));
        if (step.one("fault", "").equals("none")) {
            assertThat(response.text()).doesNotContain("Envelope");
            return;
        }
        SoapVersion answered = version(response);
        Envelope envelope = step.one("signed", "").equals("yes")
                ? bus.agency("vpcp").verified(response, answered)
                : TestAgency.read(response, answered);
        if (step.one("signed", "").equals("no")) {
            assertThat(response.text()).doesNotContain("Signature>");
        }
        assertThat(SoapEnvelopes.isFault(envelope))
                .as(response.text())
                .isEqualTo(step.one("fault").isPresent());
        if (step.one("fault").isPresent()) {
            judge(TestAgency.fault(envelope), root);
        } else {
            places.remember(envelope.operation());
        }
        step.one("soapcode")
                .ifPresent(code -> assertThat(response.text()).containsPattern("(faultcode|Value)>soap:" + code + "<"));
        step.all("holds").forEach(pair -> requireHolds(envelope, pair));
        step.one("signs").ifPresent(names -> List.of(names.split(" ")).forEach(name -> requireSigned(envelope, name)));
    }

    private void judge(BusFault fault, byte[] root) {
        assertThat(fault.getCode()).as(fault.getMessageEn()).isEqualTo(step.one("fault", ""));
        assertThat(fault.getMessageVi()).isNotBlank();
        assertThat(fault.getFaultId()).isNotBlank();
        assertThat(fault.getAnswerContext().getBus()).isEqualTo(BusExtension.URI);
        assertThat(fault.getCulprit())
                .extracting(ExpectedAnswer::written)
                .containsExactlyElementsOf(step.all("culprit"));
        step.one("element").ifPresent(element -> assertThat(fault.getElement()).isEqualTo(places.fill(element)));
        step.one("says").ifPresent(words -> assertThat(fault.getMessageEn()).contains(places.fill(words)));
        Optional.ofNullable(fault.getAnswerContext().getRequestSha256()).ifPresent(digest -> assertThat(digest)
                .isEqualTo(Digest.sha256(root).toString()));
        if (step.one("signed", "").equals("yes")) {
            assertThat(fault.getAnswerContext().getRequestSha256()).isNotNull();
        }
    }

    private static String written(Culprit culprit) {
        return culprit.getOrganId() + " " + culprit.getCode()
                + Optional.ofNullable(culprit.getSuccessor())
                        .map(successor -> " " + successor)
                        .orElse("");
    }

    private void requireHolds(Envelope envelope, String pair) {
        int equals = pair.indexOf(" = ");
        List<String> found = new ArrayList<>();
        elements(envelope, pair.substring(0, equals)).forEach(element -> found.add(element.getTextContent()));
        assertThat(found).as(pair).contains(places.fill(pair.substring(equals + 3)));
    }

    /** The answer's signature has been verified whole by now: what is left is whether a reference names the element. */
    private void requireSigned(Envelope envelope, String name) {
        List<String> references = elements(envelope, "Reference").stream()
                .map(reference -> reference.getAttribute("URI"))
                .toList();
        assertThat(elements(envelope, name)).singleElement().satisfies(element -> assertThat(references)
                .contains("#" + element.getAttributeNS(WSU, "Id")));
    }

    private static List<Element> elements(Envelope envelope, String name) {
        NodeList found = envelope.body().getOwnerDocument().getElementsByTagNameNS("*", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static SoapVersion version(RawHttp.Response response) {
        String type = response.header("Content-Type").orElseThrow();
        return type.startsWith(SoapVersion.SOAP_12.mediaType()) ? SoapVersion.SOAP_12 : SoapVersion.SOAP_11;
    }
}
