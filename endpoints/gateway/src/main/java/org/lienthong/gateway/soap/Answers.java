package org.lienthong.gateway.soap;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.cxf.message.Exchange;
import org.lienthong.exchange.directory.Caller;
import org.lienthong.message.identity.BusUri;
import org.lienthong.message.identity.MalformedIdentifierException;
import org.lienthong.message.identity.RequestId;
import org.lienthong.message.refusal.RefusalText;
import org.lienthong.message.seal.SealSigner;
import org.lienthong.message.seal.SigningKey;
import org.lienthong.message.wire.Addressing;
import org.lienthong.message.wire.Envelope;
import org.lienthong.message.wire.SoapEnvelopes;
import org.lienthong.message.wire.SoapVersion;
import org.lienthong.message.wire.WireTypes;
import org.lienthong.xsd.types.AnswerContext;
import org.lienthong.xsd.types.BusFault;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Makes the bytes of answers and faults, bound to their request, in the request's SOAP version. */
final class Answers {

    private static final Duration LIFE = Duration.ofMinutes(5);
    /** The default action pattern of WS-Addressing 1.0 Metadata §4.4.4 over the names of our WSDL. */
    private static final String ACTIONS = "urn:lienthong:service:1:DocumentExchange:";

    private final WireTypes types;
    private final SealSigner signer;
    private final SigningKey key;
    private final InstantSource clock;
    private final BusUri bus;
    private final TransformerFactory transformers = TransformerFactory.newDefaultInstance();

    Answers(WireTypes types, SealSigner signer, SigningKey key, InstantSource clock, BusUri bus) {
        this.types = types;
        this.signer = signer;
        this.key = key;
        this.clock = clock;
        this.bus = bus;
    }

    /** @return as much as the exchange knows by now */
    AnswerContext context(Exchange exchange) {
        AnswerContext context = new AnswerContext();
        context.setBus(bus.value());
        Optional.ofNullable(exchange.get(Caller.class))
                .ifPresent(caller -> context.setOrgan(caller.organ().value()));
        requestId(exchange).ifPresent(id -> context.setRequestId(id.value()));
        Optional.ofNullable(exchange.get(Arrival.class))
                .ifPresent(
                        arrival -> context.setRequestSha256(arrival.rootSha256().toString()));
        context.setAnsweredAt(clock.instant().atOffset(ZoneOffset.UTC));
        return context;
    }

    byte[] answer(Exchange exchange, Object response) {
        Envelope request = exchange.get(Envelope.class);
        Operation operation = exchange.get(Operation.class);
        Document document = SoapEnvelopes.newDocument();
        Element body = types.write(response, document);
        Document envelope = SoapEnvelopes.wrap(body, request.version());
        request.addressing()
                .ifPresent(
                        asked -> SoapEnvelopes.addressAnswer(envelope, asked, ACTIONS + operation.name() + "Response"));
        return sealed(envelope);
    }

    byte[] fault(Exchange exchange, MappedFault fault, BusFault detail, SoapVersion version, boolean signed) {
        Document document = SoapEnvelopes.newDocument();
        Element element = types.write(detail, document);
        Document envelope = SoapEnvelopes.fault(
                version, fault.code(), RefusalText.vi(fault.refusal()), RefusalText.en(fault.refusal()), element);
        Optional.ofNullable(exchange.get(Envelope.class))
                .flatMap(Envelope::addressing)
                .ifPresent(asked -> SoapEnvelopes.addressAnswer(envelope, asked, faultAction(exchange)));
        return signed ? sealed(envelope) : plain(envelope);
    }

    private static String faultAction(Exchange exchange) {
        Operation operation = exchange.get(Operation.class);
        return operation == null ? Addressing.WSA_2005 + "/fault" : ACTIONS + operation.name() + ":Fault:BusFault";
    }

    private byte[] sealed(Document envelope) {
        return signer.seal(envelope, key, clock.instant(), LIFE);
    }

    private byte[] plain(Document envelope) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            Transformer writer = transformers.newTransformer();
            writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
            writer.setOutputProperty(OutputKeys.STANDALONE, "yes");
            writer.transform(new DOMSource(envelope), new StreamResult(bytes));
        } catch (TransformerException e) {
            throw new IllegalStateException("a fault could not be written", e);
        }
        return bytes.toByteArray();
    }

    /** A fault may come before the request is bound: then the id is read off the tree, proved or not, as a mere echo. */
    private static Optional<RequestId> requestId(Exchange exchange) {
        return Optional.ofNullable(exchange.get(Envelope.class))
                .flatMap(envelope -> child(envelope.operation(), WireTypes.MESSAGES, "RequestContext"))
                .flatMap(context -> child(context, WireTypes.TYPES, "RequestId"))
                .flatMap(id -> parse(id.getTextContent()));
    }

    private static Optional<Element> child(Element parent, String namespace, String name) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && name.equals(element.getLocalName())
                    && namespace.equals(element.getNamespaceURI())) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    private static Optional<RequestId> parse(String text) {
        try {
            return Optional.of(new RequestId(text));
        } catch (MalformedIdentifierException notAnId) {
            return Optional.empty();
        }
    }
}
